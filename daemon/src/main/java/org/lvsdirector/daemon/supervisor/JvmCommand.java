package org.lvsdirector.daemon.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts another process of this distribution with the Java runtime that runs this
 * one. Jars and options of each kind of process stand in the distribution, where the launcher reads
 * them too, so that a program that was upgraded below us is started as it wants to be.
 */
final class JvmCommand {
  private static final int SMALL_HEAP_MB = 64;

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
   * @param size what it needs
   * @throws IOException if the distribution's lists cannot be read
   */
  List<String> worker(WorkerSize size, List<String> arguments) throws IOException {
    return command("worker", heap(size), "org.lvsdirector.daemon.worker.WorkerProcess", arguments);
  }

  /** In a small heap the part for new objects stays small too, as all of it becomes resident. */
  private static List<String> heap(WorkerSize size) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + size.heapMegabytes() + "m");
    if (size.manyChecks()) {
      options.add("-XX:TieredStopAtLevel=4");
    }
    if (size.heapMegabytes() <= SMALL_HEAP_MB) {
      options.add("-Xmn6m");
    }
    return options;
  }

  /**
   * The main process's command.
   *
   * @param further options for Java
   * @param arguments {@code run} or {@code keepalived}, then the options
   */
  List<String> main(List<String> further, List<String> arguments) throws IOException {
    return command("main", further, MainProcess.class.getName(), arguments);
  }

  /** The command that computes the digest of a page, with genhash's own options. */
  List<String> genhash(List<String> options) throws IOException {
    return command("worker", List.of(), "org.lvsdirector.daemon.worker.Genhash", options);
  }

  private List<String> command(
      String kind, List<String> further, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(startUpCache(kind + ".aot"));
    command.addAll(words(kind + ".options"));
    command.addAll(further);
    command.add("-Dlvsdirector.home=" + home);
    command.add("-cp");
    command.add(
        String.join(":", words(kind + ".jars").stream().map(jar -> home + "/lib/" + jar).toList()));
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** A cache that was trained at this place; or, in a training run, the one to be made. */
  private List<String> startUpCache(String name) {
    String training = System.getProperty("lvsdirector.train");
    if (training != null) {
      return List.of("-XX:AOTCacheOutput=" + Path.of(training, name));
    }
    Path cache = home.resolve("cache").resolve(name);
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  private List<String> words(String list) throws IOException {
    return List.of(Files.readString(home.resolve("lib").resolve(list)).strip().split("\\s+"));
  }

  /** By the path it was started from: after an upgrade the running file has no name any more. */
  private static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }
}
