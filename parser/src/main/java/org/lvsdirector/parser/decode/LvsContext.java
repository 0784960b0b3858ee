package org.lvsdirector.parser.decode;

import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.TrackFile;

/**
 * What the decoders of the LVS side look up.
 *
 * @param scripts makes commands
 * @param trackFiles track_file blocks read so far, a list that grows while the file is read
 * @param bfdNames names of BFD instances read so far that checkers may use
 */
record LvsContext(Scripts scripts, NamedList<TrackFile> trackFiles, Set<String> bfdNames) {
  Optional<TrackFile> trackFile(String name) {
    return trackFiles.named(name);
  }
}
