package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code FILE_CHECK}: health or weight from the number in a {@code track_file} (keepalived
 * reference, LVS 24).
 *
 * @param trackFile the file followed
 * @param weight {@code weight}, 32 bits signed, default the weight of the track_file; 0: a number
 *     other than 0 is failure
 * @param reverse {@code weight N reverse}, or inherited with the weight
 * @param range where the block starts
 */
public record FileCheck(TrackFile trackFile, int weight, boolean reverse, SourceRange range)
    implements Checker {
  @Override
  public String keyword() {
    return "FILE_CHECK";
  }

  @Override
  public boolean alpha() {
    return false;
  }
}
