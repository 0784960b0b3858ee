package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Programs that lay out a network for a test. */
final class Commands {
  private Commands() {}

  /** Runs a command, words separated by blanks, that must succeed and say nothing. */
  static void sh(String command) throws Exception {
    assertThat(output(command)).as(command).isBlank();
  }

  /** Runs a command that must succeed; both its streams. */
  static String output(String command) throws Exception {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, out).isZero();
    return out;
  }
}
