package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.TrackFile;

/**
 * What the decoders of the LVS side look up.
 *
 * @param scripts makes commands
 * @param trackFiles track_file blocks read so far, a list that grows while the file is read
 * @param bfdNames names of BFD instances read so far that checkers may use
 */
record LvsContext(Scripts scripts, List<TrackFile> trackFiles, List<String> bfdNames) {
  Optional<TrackFile> trackFile(String name) {
    return trackFiles.stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
