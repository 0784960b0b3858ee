package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A tracked file that changes as soon as the program has told what the change before led to, which
 * is one FIFO line each. It is not there at first, nor again when all is done.
 */
final class WireFile {
  /** One change. */
  interface Change {
    void make(Path file) throws IOException;
  }

  private final Path path;
  private final List<Change> changes;
  private final WirePeer peer;

  /**
   * Not there.
   *
   * @param peer is told of each change and of the end
   * @param changes the last of them removes it
   */
  WireFile(Path path, WirePeer peer, List<Change> changes) {
    this.path = path;
    this.changes = List.copyOf(changes);
    this.peer = peer;
  }

  static Change written(String content) {
    return file -> Files.writeString(file, content);
  }

  /** By another file that is moved to its place. */
  static Change replaced(String content) {
    return file ->
        Files.move(
            Files.writeString(file.resolveSibling(file.getFileName() + ".new"), content),
            file,
            StandardCopyOption.ATOMIC_MOVE);
  }

  static Change removed() {
    return Files::delete;
  }

  /**
   * Changes it if it is time; not to be called before the program has read its files.
   *
   * @param lines how many it has told so far
   */
  void follow(int lines) {
    int made = peer.heard().size();
    if (lines < made || made > changes.size()) {
      return;
    }
    peer.hear(made == changes.size() ? "end" : "change " + made);
    if (made < changes.size()) {
      try {
        changes.get(made).make(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
