package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's keepalived in a network namespace. */
final class Keepalived implements AutoCloseable {
  private final Process process;
  private final Path directory;

  private Keepalived(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  static Keepalived start(String namespace, String config) {
    try {
      Path directory = Files.createTempDirectory("vrr");
      Path file = Files.writeString(directory.resolve("keepalived.conf"), config);
      Process process =
          new ProcessBuilder(
                  "ip",
                  "netns",
                  "exec",
                  namespace,
                  "keepalived",
                  "-n",
                  "-l",
                  "-D",
                  "-P",
                  "-f",
                  file.toString(),
                  "-p",
                  directory.resolve("pid").toString(),
                  "-r",
                  directory.resolve("vrrp").toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      return new Keepalived(process, directory);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Stops as an operator does. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
