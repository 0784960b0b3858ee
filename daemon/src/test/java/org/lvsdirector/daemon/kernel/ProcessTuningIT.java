package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Names and scheduling that {@code global_defs} gives the two processes, as the kernel has them.
 */
class ProcessTuningIT {
  private static final String FILE =
      """
      global_defs {
          process_name lb_main
          checker_process_name lb_checker
          checker_priority 7
          checker_cpu_affinity 0
          vrrp_rt_priority 3
          vrrp_rlimit_rttime 400000
      }
      vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          virtual_ipaddress {
              192.168.1.100
          }
      }
      virtual_server 192.168.1.100 80 {
          lb_kind DR
          protocol TCP
          real_server 192.168.1.31 80 {
              MISC_CHECK {
                  misc_path "/bin/true"
              }
          }
      }
      """;

  @Test
  void processesAreNamedAndTheCheckerRunsAsAsked() throws IOException {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      Path file = lab.newFile("tuned", ".conf");
      Files.writeString(file, FILE);
      Running running = Program.startInMemory(director, file);
      Await.until(
          "the checker has its name",
          Await.LONG,
          () -> !director.run("pgrep", "-x", "lb_checker").out().isBlank(),
          running::log);
      running.awaitLog("Starting with quorum up");
      String checker = director.ok("pgrep", "-x", "lb_checker").strip();

      String main = director.ok("pgrep", "-x", "lb_main").strip();
      assertThat(director.ok("cat", "/proc/" + main + "/limits"))
          .containsPattern("Max realtime timeout +200000 +unlimited");
      // Every thread, those that were started later too: one line each.
      assertThat(director.ok("ps", "-L", "-o", "ni=", "-p", checker).lines().map(String::strip))
          .containsOnly("7");
      assertThat(director.ok("sh", "-c", "cat /proc/" + checker + "/task/*/status").lines())
          .filteredOn(line -> line.startsWith("Cpus_allowed_list:"))
          .isNotEmpty()
          .allMatch(line -> line.endsWith("\t0"));

      assertThat(running.terminate()).as(running.log()).isZero();
    }
  }
}
