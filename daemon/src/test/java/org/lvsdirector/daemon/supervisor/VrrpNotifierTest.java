package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpNotice;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;

/** Scripts and FIFO lines of VRRP (keepalived reference, VRRP 20 and 22). */
class VrrpNotifierTest {
  @TempDir private Path folder = Path.of("");

  /** 28.5: its scripts stand in the file that has just been given up. */
  @Test
  @Timeout(60)
  void anInstanceThatAReloadRemovesIsToldByItsOwnScripts() throws IOException {
    Path ran = folder.resolve("ran");
    KeepalivedConfig before = read("notify_deleted \"/usr/bin/touch " + ran + "\"");
    try (Notifications out = Notifications.forVrrp(before);
        var fifo = new RandomAccessFile(folder.resolve("fifo").toFile(), "rw")) {
      var notifier = new VrrpNotifier(before, out);
      notifier.use(read(""));
      notifier.tell(removed(Reported.DELETED));
      assertThat(fifo.readLine()).isEqualTo("INSTANCE \"VI_1\" DELETED 100");
      while (!Files.exists(ran)) {
        Thread.onSpinWait();
      }
    }
  }

  /** 20.3: without notify_deleted it is told as FAULT. */
  @Test
  @Timeout(60)
  void withoutNotifyDeletedItIsToldAsFault() throws IOException {
    Path ran = folder.resolve("ran");
    KeepalivedConfig before = read("notify_fault \"/usr/bin/touch " + ran + "\"");
    try (Notifications out = Notifications.forVrrp(before);
        var fifo = new RandomAccessFile(folder.resolve("fifo").toFile(), "rw")) {
      var notifier = new VrrpNotifier(before, out);
      notifier.use(read(""));
      notifier.tell(removed(Reported.FAULT));
      assertThat(fifo.readLine()).isEqualTo("INSTANCE \"VI_1\" FAULT 100");
      while (!Files.exists(ran)) {
        Thread.onSpinWait();
      }
    }
  }

  /** 22.5. */
  @Test
  @Timeout(60)
  void everyStateIsWrittenOnceMoreAfterAReloadWhereAskedTo() throws IOException {
    KeepalivedConfig quiet = read("priority 120");
    KeepalivedConfig asked =
        read("priority 120\n}\nglobal_defs {\n fifo_write_vrrp_states_on_reload");
    VrrpSnapshot standing =
        new VrrpSnapshot(
            List.of(master(asked.vrrp().instances().getFirst())),
            Map.of(),
            Map.of(),
            Map.of(),
            VrrpSnapshot.EMPTY.lateness());
    try (Notifications out = Notifications.forVrrp(quiet);
        var fifo = new RandomAccessFile(folder.resolve("fifo").toFile(), "rw")) {
      var notifier = new VrrpNotifier(quiet, out);
      notifier.reloaded(standing);
      notifier.use(asked);
      notifier.reloaded(standing);
      out.line("END");
      assertThat(fifo.readLine()).isEqualTo("INSTANCE \"VI_1\" MASTER 120");
      assertThat(fifo.readLine()).endsWith("END");
    }
  }

  private static InstanceStatus master(VrrpInstance instance) {
    return new InstanceStatus(
        instance,
        Reported.MASTER,
        Instant.EPOCH,
        "",
        120,
        Optional.empty(),
        Duration.ofSeconds(1),
        Map.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(3));
  }

  private static VrrpNotice removed(Reported as) {
    return new VrrpNotice.StateChanged(VrrpNotice.Subject.INSTANCE, "VI_1", as, 100, "");
  }

  /** A file with one instance that has this line, or without any. */
  private KeepalivedConfig read(String line) throws IOException {
    String text = "global_defs {\n script_user root\n vrrp_notify_fifo " + folder + "/fifo\n}\n";
    if (!line.isEmpty()) {
      text +=
          """
          vrrp_instance VI_1 {
            unicast_src_ip 127.0.0.1
            unicast_peer {
              127.0.0.2
            }
            virtual_router_id 51
            virtual_ipaddress {
              127.0.0.9 dev lo
            }
            %s
          }
          """
              .formatted(line);
    }
    Path file = Files.writeString(folder.resolve("k.conf"), text);
    return ConfigurationReader.of(file, false).read().config();
  }
}
