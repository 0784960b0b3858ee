package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A file of the size that large sites have: 2,277 virtual servers of 16 real servers each. */
class LargeFileIT {
  private static final int SERVICES = 2_277;
  private static final int SERVERS = 16;
  private static final int RELOADS = 8;

  /** Without a collection after each reading it is above 350 MiB by then, and goes on growing. */
  private static final int MOST_MEBIBYTES = 200;

  @Test
  void reloadsDoNotFillTheMainProcess() throws IOException {
    try (LabTopology lab = LabTopology.up()) {
      Host host = lab.director1();
      Path file = lab.newFile("large", ".conf");
      write(file, 0);
      Running daemon = Program.startInMemory(host, file);
      Await.until("the VIP is up", Await.LONG, () -> host.holds(LabTopology.VIP), daemon::log);
      String transitions = daemon.linesWith("Entering");

      for (int i = 1; i <= RELOADS; i++) {
        write(file, i);
        daemon.reload();
      }
      String memory = host.ok("grep", "VmRSS", "/proc/" + daemon.pid() + "/status");
      System.out.println("main process after " + RELOADS + " reloads: " + memory.strip());

      assertThat(Integer.parseInt(memory.replaceAll("\\D", "")) / 1024)
          .as("MiB of the main process")
          .isBetween(30, MOST_MEBIBYTES);
      assertThat(daemon.linesWith("Entering")).isEqualTo(transitions);
      assertThat(daemon.terminate()).as(daemon.linesWith("ERROR")).isZero();
    }
  }

  /** Another weight of one server in each round, so that the file is parsed. */
  private static void write(Path file, int round) throws IOException {
    String globals =
        "@lvs_director control_socket %1$s.sock\n@lvs_director state_dir %1$s.state"
            .formatted(file);
    StringBuilder text = new StringBuilder(DirectorFile.text(globals, 150, ""));
    for (int service = 0; service < SERVICES; service++) {
      text.append("virtual_server 10.9.").append(service / 250).append('.');
      text.append(1 + service % 250).append(" 80 {\n  lb_algo wlc\n  lb_kind DR\n  protocol TCP\n");
      for (int server = 0; server < SERVERS; server++) {
        text.append("  real_server 10.8.0.").append(1 + server).append(" 80 {\n    weight ");
        text.append(service == 0 && server == 0 ? 1 + round : 1).append("\n  }\n");
      }
      text.append("}\n");
    }
    Files.writeString(file, text);
  }
}
