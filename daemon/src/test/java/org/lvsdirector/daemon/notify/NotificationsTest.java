package org.lvsdirector.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.ScriptCommand;

/** Whoever does not read, answer or end: the VRRP and check threads never wait for them. */
final class NotificationsTest {
  /** More than a pipe holds (64 KiB), the mail queue, and the scripts that may run at once. */
  private static final int MANY = 5000;

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(60)
  void aReaderThatStallsLosesLinesAndHoldsNobodyUp() throws IOException {
    KeepalivedConfig config = config("notify_fifo " + folder + "/fifo");
    try (Notifications notifications = Notifications.forChecks(config)) {
      // It opens the pipe and never reads.
      try (var reader = new java.io.RandomAccessFile(folder.resolve("fifo").toFile(), "rw")) {
        for (int i = 0; i < MANY; i++) {
          notifications.line("RS [192.0.2.1]:tcp:80 [192.0.2.100]:tcp:80 DOWN");
        }
        assertThat(reader.read()).isEqualTo('R');
      }
    }
    assertThat(folder.resolve("fifo")).doesNotExist();
  }

  @Test
  @Timeout(60)
  void scriptsThatHangAreBounded() {
    ScriptRunner runner = new ScriptRunner();
    ScriptCommand hangs = ScriptCommand.of("/bin/sleep", "600");
    long begin = System.nanoTime();
    for (int i = 0; i < MANY; i++) {
      runner.start(hangs);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(50));
    while (children() < ScriptRunner.AT_ONCE) {
      Thread.onSpinWait();
    }
    assertThat(children()).isEqualTo(ScriptRunner.AT_ONCE);
    runner.endAll(Duration.ZERO);
    while (children() > 0) {
      Thread.onSpinWait();
    }
  }

  /** VRRP 20.3: whoever tells a cluster manager needs longer than it takes to start a shell. */
  @Test
  @Timeout(60)
  void scriptsOfTheLastMomentAreWaitedFor() {
    Path done = folder.resolve("done");
    ScriptRunner runner = new ScriptRunner();
    runner.start(shell("sleep 0.3; echo > " + done));
    runner.endAll(Duration.ofSeconds(50));
    assertThat(done).exists();
  }

  @Test
  @Timeout(60)
  void aScriptThatDoesNotEndIsEndedAfterThat() throws IOException {
    Path begun = folder.resolve("begun");
    Path ended = folder.resolve("ended");
    Notifications notifications = Notifications.forVrrp(config("script_user root"));
    notifications.script(
        shell("trap 'echo > " + ended + "; exit' TERM; echo > " + begun + "; sleep 600 & wait"));
    await(begun);
    notifications.close();
    await(ended);
  }

  /** VRRP 20.1: nobody waits for them, but who is told later begins later. */
  @Test
  @Timeout(60)
  void scriptsBeginInTheirOrder() throws IOException {
    Path said = folder.resolve("said");
    try (Notifications notifications = Notifications.forVrrp(config("script_user root"))) {
      for (int i = 0; i < 40; i++) {
        notifications.script(shell("echo $$ " + i + " >> " + said));
      }
    }
    List<String> byProcess =
        Files.readAllLines(said).stream()
            .sorted(Comparator.comparingInt(line -> Integer.parseInt(line.split(" ")[0])))
            .map(line -> line.split(" ")[1])
            .toList();
    assertThat(byProcess)
        .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(Integer::toString).toList());
  }

  private static void await(Path file) {
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }
  }

  private static ScriptCommand shell(String text) {
    return ScriptCommand.of("/bin/sh", "-c", text);
  }

  private static long children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.isAlive() && child.info().command().orElse("").endsWith("sleep"))
        .count();
  }

  @Test
  @Timeout(60)
  void aMailServerThatIsSilentHoldsNobodyUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      KeepalivedConfig config =
          config(
              "smtp_server 127.0.0.1 "
                  + silent.getLocalPort()
                  + "\n"
                  + " notification_email_from a@example.net\n"
                  + " notification_email {\n"
                  + "  b@example.net\n"
                  + " }");
      Notifications notifications = Notifications.forVrrp(config);
      for (int i = 0; i < MANY; i++) {
        notifications.mail("VRRP Instance VI_1 - Entering MASTER state", "=> VIPs <=");
      }
      // Leaving waits for the last mails a few seconds, not for the server's thirty.
      notifications.close();
    }
  }

  private KeepalivedConfig config(String globals) throws IOException {
    Path file = Files.writeString(folder.resolve("k.conf"), "global_defs {\n " + globals + "\n}\n");
    return ConfigurationReader.of(file, false).read().config();
  }
}
