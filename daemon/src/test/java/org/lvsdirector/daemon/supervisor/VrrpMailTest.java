package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpNotice;
import org.lvsdirector.vrrp.io.VrrpNotice.Subject;

/** What is mailed, and when: keepalived reference, VRRP 21. */
class VrrpMailTest {
  private static final String OWNING = "=> VRRP Instance is now owning VRRP VIPs <=";
  private static final String NOT_OWNING = "=> VRRP Instance is no longer owning VRRP VIPs <=";

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(60)
  void rule21p1AStateIsMailedOnceAndAFaultOnlyWhereWanted() throws Exception {
    List<String> mails =
        mails(
            "no_email_faults",
            3,
            instance(Reported.BACKUP),
            instance(Reported.FAULT),
            instance(Reported.BACKUP),
            instance(Reported.MASTER),
            instance(Reported.STOP));
    assertThat(mails)
        .containsExactly(
            "[r1] VRRP Instance VI_1 - Entering BACKUP state: " + NOT_OWNING,
            "[r1] VRRP Instance VI_1 - Entering MASTER state: " + OWNING,
            "[r1] VRRP Instance VI_1 - Stopping: => Stopping <=");
  }

  @Test
  @Timeout(60)
  void rule21p2And3EveryEventOfAnInstanceHasItsSubjectAndItsLine() throws Exception {
    List<String> mails =
        mails(
            "",
            5,
            instance(Reported.BACKUP),
            instance(Reported.MASTER),
            instance(Reported.FAULT),
            instance(Reported.DELETED),
            instance(Reported.STOP));
    assertThat(mails)
        .containsExactly(
            "[r1] VRRP Instance VI_1 - Entering BACKUP state: " + NOT_OWNING,
            "[r1] VRRP Instance VI_1 - Entering MASTER state: " + OWNING,
            "[r1] VRRP Instance VI_1 - Entering FAULT state: " + NOT_OWNING,
            "[r1] VRRP Instance VI_1 - Deleted: => Deleted <=",
            "[r1] VRRP Instance VI_1 - Stopping: => Stopping <=");
  }

  @Test
  @Timeout(60)
  void rule21p2And3EveryEventOfAGroupHasItsSubjectAndItsLine() throws Exception {
    List<String> mails =
        mails(
            "",
            4,
            group(Reported.BACKUP),
            group(Reported.MASTER),
            group(Reported.FAULT),
            group(Reported.STOP));
    String all = "=> All VRRP group instances are now in %s state <=";
    assertThat(mails)
        .containsExactly(
            "[r1] VRRP Group G - Entering BACKUP state: " + all.formatted("BACKUP"),
            "[r1] VRRP Group G - Entering MASTER state: " + all.formatted("MASTER"),
            "[r1] VRRP Group G - Entering FAULT state: " + all.formatted("FAULT"),
            "[r1] VRRP Group G - Stopping: => Stopping <=");
  }

  /** Ours: keepalived does not notice one. */
  @Test
  @Timeout(60)
  void aSplitBrainIsMailedWithItsProbableCause() throws Exception {
    assertThat(
            mails(
                "",
                1,
                new VrrpNotice.SplitBrain(
                    "VI_1", "10.0.0.1", "10.0.0.2", "different advert_int: 2 s")))
        .containsExactly(
            "[r1] VRRP Instance VI_1 - Split brain:"
                + " => Both 10.0.0.1 and 10.0.0.2 are MASTER: different advert_int: 2 s <=");
  }

  /** Subject and text of that many mails. */
  private List<String> mails(String global, int count, VrrpNotice... notices) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> received =
          CompletableFuture.supplyAsync(() -> receive(listener, count));
      KeepalivedConfig config = read(listener.getLocalPort(), global);
      try (Notifications out = Notifications.forVrrp(config)) {
        var notifier = new VrrpNotifier(config, out);
        for (VrrpNotice notice : notices) {
          notifier.tell(notice);
        }
        return received.get();
      }
    }
  }

  private static List<String> receive(ServerSocket listener, int count) {
    List<String> mails = new ArrayList<>();
    while (mails.size() < count) {
      try (Socket socket = listener.accept();
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        mails.add(receive(socket, in));
      } catch (IOException e) {
        mails.add("broken: " + e.getMessage());
      }
    }
    return mails;
  }

  private static String receive(Socket socket, BufferedReader in) throws IOException {
    say(socket, "220 there");
    String subject = "";
    String text = "";
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("Subject: ")) {
        subject = line.substring("Subject: ".length());
      } else if (line.startsWith("=> ")) {
        text = line;
      }
      boolean begins = line.equals("DATA");
      boolean ends = line.equals(".");
      data = begins || (data && !ends);
      if (begins || ends || !data) {
        say(socket, begins ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 ok");
      }
    }
    return subject + ": " + text;
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static VrrpNotice instance(Reported state) {
    return new VrrpNotice.StateChanged(Subject.INSTANCE, "VI_1", state, 100, "");
  }

  private static VrrpNotice group(Reported state) {
    return new VrrpNotice.StateChanged(Subject.GROUP, "G", state, 0, "");
  }

  private KeepalivedConfig read(int port, String global) throws IOException {
    String text =
        """
        global_defs {
          script_user root
          router_id r1
          notification_email_from a@example.net
          notification_email {
            b@example.net
          }
          smtp_server 127.0.0.1 %d
          %s
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
          smtp_alert
        }
        vrrp_sync_group G {
          group {
            VI_1
          }
          smtp_alert
        }
        """
            .formatted(port, global);
    Path file = Files.writeString(folder.resolve("k.conf"), text);
    return ConfigurationReader.of(file, false).read().config();
  }
}
