package org.lvsdirector.parser.model;

import java.util.List;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code track_group NAME}: static entries of the group are put back when one of its instances
 * recovers.
 *
 * @param name name of the block
 * @param instances {@code group}: names of instances that exist
 * @param range where the block starts
 */
public record TrackGroup(String name, List<String> instances, SourceRange range) {
  /** Copies the names. */
  public TrackGroup {
    instances = List.copyOf(instances);
  }
}
