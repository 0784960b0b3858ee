package org.lvsdirector.daemon.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two programs that can make a director of a host, under the same file. */
enum Program {
  /** The packaged distribution, in the foreground. */
  LVS_DIRECTOR {
    @Override
    Running start(Host host, Path file) {
      return host.start(distribution().toString(), "run", "-f", file.toString());
    }

    @Override
    void crash(Running director) {
      director.signal("KILL");
      director.awaitExit();
    }
  },

  /** Debian's keepalived, in the foreground, logging to its console. */
  KEEPALIVED {
    @Override
    Running start(Host host, Path file) {
      return host.start(
          "keepalived", "--dont-fork", "--log-console", "--log-detail", "-f", file.toString());
    }

    // Its children outlive it for a moment and would say good-bye on the wire, so all at once.
    @Override
    void crash(Running director) {
      director.host().ok("pkill", "-KILL", "keepalived");
      director.awaitExit();
    }
  };

  abstract Running start(Host host, Path file);

  /** Ends it by SIGKILL. */
  abstract void crash(Running director);

  /**
   * Starts ours with its table in memory, where the kernel needs no IPVS.
   *
   * @param environment {@code NAME=value}
   */
  static Running startInMemory(Host host, Path file, String... environment) {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(List.of(environment));
    command.addAll(List.of(distribution().toString(), "run", "--ipvs", "memory", "-f"));
    command.add(file.toString());
    return host.start(command.toArray(String[]::new));
  }

  /** The file of conf-examples/dr-http-tcp for this host. */
  static Path exampleFor(Host host) {
    return LabTopology.REPOSITORY.resolve("conf-examples/dr-http-tcp/" + host.name() + ".conf");
  }

  static Path distribution() {
    return LabTopology.REPOSITORY.resolve("daemon/target/lvs-director/bin/lvs-director");
  }
}
