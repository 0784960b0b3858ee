package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One file, and what it is changed to.
 *
 * @param name of the file
 * @param start {@code virtual_server} blocks and the like; {@code FILE_CHECK}s name the track files
 *     f0 to f2, {@code ${PORT}} is a port that listens on 127.0.0.1 while servers are well
 * @param changed what the file is at the reload
 */
record DifferentialCase(String name, String start, String changed) {
  /** The files that use every option a virtual server has; the slow ones first. */
  static final List<String> BUILT_IN =
      List.of(
          "alpha",
          "sorry",
          "forms",
          "methods",
          "quorum",
          "schedulers",
          "weights",
          "persistence",
          "sync-daemon",
          "flush",
          "flush-vs");

  private static final String MARK = "==== changed\n";

  /** One of {@link #BUILT_IN}. */
  static DifferentialCase load(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            DifferentialCase.class.getResourceAsStream("ipvs/" + name + ".conf"))) {
      return of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** From a text with both, divided by a line {@code ==== changed}. */
  static DifferentialCase of(String name, String text) {
    List<String> parts = List.of(text.split(MARK, -1));
    if (parts.size() != 2) {
      throw new IllegalArgumentException(name + ": expected one line '" + MARK.strip() + "'");
    }
    return new DifferentialCase(name, parts.getFirst(), parts.getLast());
  }

  /** One file of several, each of which starts with its own blocks. */
  static DifferentialCase joined(String name, List<DifferentialCase> parts) {
    return new DifferentialCase(
        name,
        parts.stream().map(DifferentialCase::start).collect(Collectors.joining("\n")),
        parts.stream().map(DifferentialCase::changed).collect(Collectors.joining("\n")));
  }

  /** Whether some servers are checked by a connection. */
  boolean hasPort() {
    return start.contains("${PORT}");
  }
}
