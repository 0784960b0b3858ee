package org.lvsdirector.provision.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The real ifup, netplan and nmcli, which lab/setup unpacks beside the machine's own programs. */
final class NetworkSystems {
  private NetworkSystems() {}

  /** What one of them prints; it must succeed. */
  static String run(String program, String arguments) {
    return Sh.run("sh", "-c", command(program) + " " + arguments);
  }

  /** Where a program lies; ifup needs no library of its own. */
  static Path path(String program) {
    return root().resolve(program);
  }

  /** A program as words of sh, with the libraries it came with. */
  private static String command(String program) {
    Path root = root();
    try (Stream<Path> folders = Files.list(root.resolve("usr/lib"))) {
      Path libraries =
          folders.filter(f -> f.toString().endsWith("-linux-gnu")).findFirst().orElseThrow();
      return "env LD_LIBRARY_PATH=" + libraries + " " + root.resolve(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path cache =
        Optional.ofNullable(System.getenv("LAB_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache/lvs-director-lab"));
    Path root = cache.resolve("network-systems");
    if (!Files.exists(root.resolve("complete"))) {
      throw new AssertionError("there is no " + root + "; run lab/setup");
    }
    return root;
  }
}
