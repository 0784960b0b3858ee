package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpNotice;
import org.lvsdirector.vrrp.io.VrrpNotice.Subject;

/** One method per rule of the keepalived reference, VRRP 11.9, 20 and 22. */
class VrrpNoticesTest {
  @TempDir private Path folder = Path.of("");

  /** They are not waited for, so their order is that of their beginnings. */
  @Test
  @Timeout(60)
  void rule20p1TheOwnScriptOfAStateBeginsBeforeTheGeneralOne() throws IOException {
    tell(
        read(
            "notify_backup \""
                + script("own BACKUP")
                + "\"\n notify_master \""
                + script("own MASTER")
                + "\"\n notify \""
                + script("all")
                + "\""),
        List.of(
            state(Subject.INSTANCE, "VI_1", Reported.BACKUP, 120),
            state(Subject.INSTANCE, "VI_1", Reported.MASTER, 120)),
        4);
    assertThat(said(4))
        .containsExactly(
            "own BACKUP",
            "all INSTANCE VI_1 BACKUP 120",
            "own MASTER",
            "all INSTANCE VI_1 MASTER 120");
  }

  /** keepalived reports the end of an instance as FAULT unless it is asked for DELETED. */
  @Test
  @Timeout(60)
  void rule20p3ADeletedInstanceIsToldAsFaultUnlessNotifyDeletedIsThere() throws IOException {
    List<VrrpNotice> deleted = List.of(state(Subject.INSTANCE, "VI_1", Reported.DELETED, 100));
    assertThat(tell(read("priority 100"), deleted)).containsExactly("INSTANCE \"VI_1\" FAULT 100");
    assertThat(tell(read("notify_deleted"), deleted))
        .containsExactly("INSTANCE \"VI_1\" DELETED 100");
  }

  @Test
  @Timeout(60)
  void rule20p2OnlyTheGeneralScriptIsToldWhatHasHappened() throws IOException {
    tell(
        read("notify_master \"" + script("own x") + "\"\n notify \"" + script("all") + "\""),
        List.of(state(Subject.INSTANCE, "VI_1", Reported.MASTER, 120)),
        2);
    assertThat(said(2)).containsExactlyInAnyOrder("own x", "all INSTANCE VI_1 MASTER 120");
  }

  @Test
  @Timeout(60)
  void rule20p2AGroupHasPriorityZero() throws IOException {
    KeepalivedConfig config =
        read(
            "priority 120\n}\nvrrp_sync_group G {\n group {\n VI_1\n }\n notify \""
                + script("all")
                + "\"");
    tell(config, List.of(state(Subject.GROUP, "G", Reported.FAULT, 0)), 1);
    assertThat(said(1)).containsExactly("all GROUP G FAULT 0");
  }

  @Test
  @Timeout(60)
  void rule20p4ALowerPriorityHasAScriptOfItsOwnAndALineButNotTheGeneralScript() throws IOException {
    KeepalivedConfig config =
        read(
            "notify_master_rx_lower_pri \""
                + script("lower")
                + "\"\n notify \""
                + script("all")
                + "\"");
    List<String> lines =
        tell(
            config,
            List.of(
                new VrrpNotice.LowerPriorityReceived("VI_1", 120, "10.0.0.2", 90),
                state(Subject.INSTANCE, "VI_1", Reported.BACKUP, 120)),
            2);
    assertThat(lines)
        .containsExactly(
            "INSTANCE \"VI_1\" MASTER_RX_LOWER_PRI 120", "INSTANCE \"VI_1\" BACKUP 120");
    assertThat(said(2)).containsExactlyInAnyOrder("lower", "all INSTANCE VI_1 BACKUP 120");
  }

  @Test
  @Timeout(60)
  void rule22p1EveryStateHasItsLine() throws IOException {
    List<VrrpNotice> notices = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (Reported state :
        List.of(Reported.BACKUP, Reported.MASTER, Reported.FAULT, Reported.STOP)) {
      notices.add(state(Subject.INSTANCE, "VI_1", state, 100));
      notices.add(state(Subject.GROUP, "G", state, 0));
      wanted.add("INSTANCE \"VI_1\" " + state + " 100");
      wanted.add("GROUP \"G\" " + state + " 0");
    }
    KeepalivedConfig config = read("priority 100\n}\nvrrp_sync_group G {\n group {\n VI_1\n }");
    assertThat(tell(config, notices)).containsExactlyElementsOf(wanted);
  }

  @Test
  @Timeout(60)
  void rule22p2APriorityInAnyStateButMasterIsThatOfABackup() throws IOException {
    assertThat(tell(read("notify_priority_changes"), priorities()))
        .containsExactly(
            "INSTANCE \"VI_1\" BACKUP_PRIORITY 90",
            "INSTANCE \"VI_1\" BACKUP_PRIORITY 91",
            "INSTANCE \"VI_1\" BACKUP_PRIORITY 92",
            "INSTANCE \"VI_1\" MASTER_PRIORITY 93");
  }

  @Test
  @Timeout(60)
  void rule11p9PrioritiesAreOnlyToldWhereAskedFor() throws IOException {
    assertThat(tell(read("priority 100"), priorities())).isEmpty();
  }

  private static List<VrrpNotice> priorities() {
    return List.of(
        new VrrpNotice.PriorityChanged("VI_1", Reported.INIT, 90, 100),
        new VrrpNotice.PriorityChanged("VI_1", Reported.FAULT, 91, 90),
        new VrrpNotice.PriorityChanged("VI_1", Reported.BACKUP, 92, 91),
        new VrrpNotice.PriorityChanged("VI_1", Reported.MASTER, 93, 92));
  }

  private static VrrpNotice state(Subject subject, String name, Reported state, int priority) {
    return new VrrpNotice.StateChanged(subject, name, state, priority, "");
  }

  /** The FIFO lines that these notices lead to. */
  private List<String> tell(KeepalivedConfig config, List<VrrpNotice> notices) throws IOException {
    return tell(config, notices, 0);
  }

  /** The same once this many scripts have run. */
  private List<String> tell(KeepalivedConfig config, List<VrrpNotice> notices, int scripts)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (Notifications out = Notifications.forVrrp(config);
        var fifo = new RandomAccessFile(folder.resolve("fifo").toFile(), "rw")) {
      var notifier = new VrrpNotifier(config, out);
      notices.forEach(notifier::tell);
      out.line("END");
      for (String line = next(fifo); !line.equals("END"); line = next(fifo)) {
        lines.add(line);
      }
      // Scripts that still run end with the notifications.
      var _ = said(scripts);
    }
    return lines;
  }

  private static String next(RandomAccessFile fifo) throws IOException {
    return String.valueOf(fifo.readLine()).replace("\0", "");
  }

  /** A command that writes down its arguments. */
  private String script(String arguments) throws IOException {
    Path file = folder.resolve("notify.sh");
    Files.writeString(file, "echo \"$$ $@\" >> " + folder + "/said\n");
    return "/usr/bin/bash " + file + " " + arguments;
  }

  /** What scripts have written, once it is that many lines, in the order of their beginnings. */
  private List<String> said(int lines) throws IOException {
    Path file = folder.resolve("said");
    while (lines > 0 && (!Files.exists(file) || Files.readAllLines(file).size() < lines)) {
      Thread.onSpinWait();
    }
    return lines == 0
        ? List.of()
        : Files.readAllLines(file).stream()
            .map(line -> line.split(" ", 2))
            .sorted(Comparator.comparingInt(line -> Integer.parseInt(line[0])))
            .map(line -> line[1])
            .toList();
  }

  /** A file with one instance that has these lines. */
  private KeepalivedConfig read(String lines) throws IOException {
    String text =
        """
        global_defs {
          script_user root
          vrrp_notify_fifo %s/fifo
        }
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
            .formatted(folder, lines);
    Path file = Files.writeString(folder.resolve("k.conf"), text);
    return ConfigurationReader.of(file, false).read().config();
  }
}
