package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a whole daemon: keepalived reference, VRRP 29. */
class StopIT {
  private static final List<String> PID_FILES = List.of("main.pid", "vrrp.pid", "checkers.pid");
  private static final String ARP_FILTER = "net.ipv4.conf.eth0.arp_filter";

  /** What the shutdown script finds is what keepalived's finds. */
  @Test
  void rule29p1And3BothHalvesEndThenTheShutdownScriptRunsAndThePidFilesGoLast() throws IOException {
    try (LabTopology lab = LabTopology.up()) {
      Host director = lab.director1();
      Path folder = Files.createDirectories(lab.newFile("stop", ""));
      Running daemon = start(director, folder);
      Await.until(
          "both halves run",
          Await.LONG,
          () -> director.holds(LabTopology.VIP) && Files.exists(folder.resolve("control.sock")),
          daemon::log);
      assertThat(director.ok("sh", folder.resolve("look.sh").toString()).lines())
          .contains("fifo", "vrrp.51", "WorkerProcess", "table ip keepalived {", "arp_filter 1")
          .containsAll(PID_FILES);

      assertThat(daemon.terminate()).as(daemon.log()).isZero();
      assertThat(folder.resolve("found")).as(daemon.log()).exists();
      assertThat(Files.readAllLines(folder.resolve("found")))
          .containsAll(PID_FILES)
          .contains("arp_filter 0")
          .doesNotContain("fifo", "vrrp.51", "WorkerProcess", "table ip keepalived {");
      for (String name : PID_FILES) {
        assertThat(folder.resolve(name)).doesNotExist();
      }
      assertThat(director.holds(LabTopology.VIP)).isFalse();
    }
  }

  private static Running start(Host director, Path folder) throws IOException {
    Path look =
        Files.writeString(
            folder.resolve("look.sh"),
            """
            [ -z "$1" ] || exec >"$1"
            ls %1$s
            ip -o link | grep -o 'vrrp[.]51' | head -n 1
            pgrep -f WorkerProcess >/dev/null && echo WorkerProcess
            nft list ruleset | grep '^table ip '
            echo arp_filter $(sysctl -n %2$s)
            """
                .formatted(folder, ARP_FILTER));
    Path file =
        Files.writeString(
            folder.resolve("director.conf"),
            DirectorFile.text(
                    """
                    script_user root
                    vrrp_notify_fifo %1$s/fifo
                    shutdown_script "/usr/bin/bash %2$s %1$s/found"
                    @lvs_director control_socket %1$s/control.sock
                    @lvs_director state_dir %1$s/state
                    """
                        .formatted(folder, look),
                    255,
                    "TCP_CHECK {\n}")
                .replace("advert_int 1", "advert_int 1\n  state MASTER\n  use_vmac"));
    return director.start(
        Program.distribution().resolveSibling("keepalived").toString(),
        "-n",
        "-l",
        "--ipvs",
        "memory",
        "-f",
        file.toString(),
        "-p",
        folder.resolve("main.pid").toString(),
        "-r",
        folder.resolve("vrrp.pid").toString(),
        "-c",
        folder.resolve("checkers.pid").toString());
  }
}
