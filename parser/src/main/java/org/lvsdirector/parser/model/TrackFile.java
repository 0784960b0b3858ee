package org.lvsdirector.parser.model;

import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code track_file NAME} (or {@code vrrp_track_file}): a file holding a number.
 *
 * @param name name of the block
 * @param path {@code file}; a relative path is already joined to the directory of the configuration
 *     file
 * @param weight {@code weight}, -254..254, default 1: what the number is multiplied with
 * @param reverse {@code weight N reverse}
 * @param initFile {@code init_file}: create the file at start (not at reload)
 * @param range where the block starts
 */
public record TrackFile(
    String name,
    String path,
    int weight,
    boolean reverse,
    Optional<InitFile> initFile,
    SourceRange range) {
  /**
   * {@code init_file [VALUE] [overwrite]}.
   *
   * @param value number written, default 0
   * @param overwrite {@code overwrite}: also when the file exists
   */
  public record InitFile(int value, boolean overwrite) {}
}
