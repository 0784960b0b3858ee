package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts another process of this distribution with the Java runtime that runs this
 * one.
 */
final class JvmCommand {
  private final Path home;

  JvmCommand(Path home) {
    this.home = home;
  }

  /** The distribution's folder, as the launcher gave it. */
  static Path home() {
    String home = System.getProperty("lvsdirector.home");
    if (home == null) {
      throw new IllegalStateException(
          "lvsdirector.home is not set: start the daemon with bin/lvs-director");
    }
    return Path.of(home);
  }

  /**
   * The worker's command.
   *
   * @param heapMegabytes largest Java heap
   * @throws IOException if the distribution's list of jars cannot be read
   */
  List<String> worker(int heapMegabytes, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(java(), "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Path cache = home.resolve("cache/worker.aot");
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.addAll(
        List.of(
            "-Xlog:aot=off",
            "-Xlog:cds=off",
            "-Xmx" + heapMegabytes + "m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlvsdirector.home=" + home,
            "-cp",
            classPath("worker"),
            "org.lvsdirector.daemon.worker.WorkerProcess"));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** The main process's command, with keepalived's options; for going to the background. */
  List<String> main(List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(java(), "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Path cache = home.resolve("cache/main.aot");
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.addAll(
        List.of(
            "-Xlog:aot=off",
            "-Xlog:cds=off",
            "-Xmx32m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlvsdirector.home=" + home,
            "-cp",
            classPath("main"),
            MainProcess.class.getName(),
            "keepalived"));
    command.addAll(options);
    return List.copyOf(command);
  }

  /** The command that computes the digest of a page, with genhash's own options. */
  List<String> genhash(List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath("worker"),
                "org.lvsdirector.daemon.worker.Genhash"));
    command.addAll(options);
    return List.copyOf(command);
  }

  private String classPath(String kind) throws IOException {
    String names = Files.readString(home.resolve("lib").resolve(kind + ".jars")).strip();
    return String.join(
        ":",
        names
            .lines()
            .flatMap(l -> List.of(l.split(" ")).stream())
            .map(n -> home + "/lib/" + n)
            .toList());
  }

  private static String java() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElse(System.getProperty("java.home") + "/bin/java");
  }
}
