package org.lvsdirector.daemon.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.options.KeepalivedArguments;
import org.lvsdirector.daemon.options.Request;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.NotifyFifo;
import org.lvsdirector.parser.model.NotifyFifos;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptUser;
import org.slf4j.LoggerFactory;

/**
 * Rules of the keepalived reference about FIFOs, VRRP 22.3 and 22.4. What a full one does is shown
 * by {@link NotificationsTest}.
 */
final class KeepalivedFifoRulesTest {
  private static final String SERVICE =
      """
      virtual_server 192.0.2.1 80 {
        lb_algo rr
        lb_kind DR
        real_server 192.0.2.2 80 {
        }
      }
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(60)
  void rule22p3AFifoIsMadeWithTheModeThatTheUmaskLeavesAndRemovedAtTheEnd() throws IOException {
    assertThat(mode(options(), "")).isEqualTo("rw-------");
    assertThat(mode(options(), "umask 022")).isEqualTo("rw-r--r--");
    assertThat(mode(options("-u", "040"), "umask 022")).isEqualTo("rw----r--");
    assertThat(folder.resolve("fifo")).doesNotExist();
  }

  private String mode(RunOptions options, String line) throws IOException {
    try (Notifications _ = Notifications.forVrrp(config(line, "notify_fifo", "", ""), options)) {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("fifo")));
    }
  }

  @Test
  void rule22p3AFifoIsToBelongToTheGivenUserElseToThatOfScripts() throws IOException {
    NotifyFifos fifos =
        config("vrrp_notify_fifo " + folder + "/own nobody", "notify_fifo", "", "")
            .global()
            .fifos();
    assertThat(fifos.all().flatMap(NotifyFifo::owner).map(ScriptUser::uid)).contains(0);
    assertThat(fifos.vrrp().flatMap(NotifyFifo::owner).map(ScriptUser::uid)).contains(65534);
  }

  @Test
  @Timeout(60)
  void rule22p3AFileThatIsNoFifoIsLeftAloneAndNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("fifo"), "precious\n");
    Notifications notifications =
        Notifications.forVrrp(config("", "vrrp_notify_fifo", reader("sleep 600 & wait"), ""));
    notifications.line("INSTANCE \"VI_1\" MASTER 100");
    assertThat(isRead(notifications)).isFalse();
    assertThat(file).hasContent("precious");
  }

  @Test
  @Timeout(60)
  void rule22p4TheReaderIsToldThePathLastAndEndedByAReloadAndByTheStop() throws IOException {
    Path said = folder.resolve("said");
    String script =
        "trap 'echo ended >> %1$s; exit' TERM; echo \"$*\" >> %1$s; sleep 600 & wait"
            .formatted(said);
    KeepalivedConfig config = config("", "vrrp_notify_fifo", reader(script) + " one", "");
    String begun = "one " + folder + "/fifo";
    Notifications notifications = Notifications.forVrrp(config);
    await(said, List.of(begun));
    notifications.reload(config);
    await(said, List.of(begun, begun, "ended"));
    notifications.close();
    await(said, List.of("ended", "ended", begun, begun));
  }

  @Test
  @Timeout(60)
  void rule22p4ThatAReaderEndsIsSaidAndItIsNotStartedAgain() throws IOException {
    Path said = folder.resolve("said");
    var log = (Logger) LoggerFactory.getLogger(ScriptRunner.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    log.addAppender(lines);
    String script = "test -p $1 && echo begun >> " + said + "; exit 3";
    try (Notifications notifications =
        Notifications.forVrrp(config("", "vrrp_notify_fifo", reader(script), ""))) {
      until(() -> !lines.list.isEmpty());
      notifications.line("INSTANCE \"VI_1\" MASTER 100");
      // Once for a reader that would be started for the line or for the end of the first to be
      // asked for, and once for it to begin.
      awaitScript(notifications);
      awaitScript(notifications);
      until(() -> !hasReader());
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith("FIFO script")
        .contains("3", "not started again");
    assertThat(said).hasContent("begun");
  }

  @Test
  @Timeout(60)
  void rule22p4TheReaderOfTheFifoForAllIsTheChecksToStartWhereTheyRun() throws IOException {
    KeepalivedConfig both = config("", "notify_fifo", reader("sleep 600 & wait"), SERVICE);
    assertThat(isRead(Notifications.forVrrp(both, options()))).isFalse();
    assertThat(isRead(Notifications.forChecks(both, options()))).isTrue();
    assertThat(isRead(Notifications.forVrrp(both, options("-P")))).isTrue();

    KeepalivedConfig vrrp = config("", "notify_fifo", reader("sleep 600 & wait"), "");
    assertThat(isRead(Notifications.forVrrp(vrrp, options()))).isTrue();
    assertThat(isRead(Notifications.forVrrp(vrrp, options("--all")))).isFalse();
    assertThat(isRead(Notifications.forChecks(vrrp, options("--all")))).isTrue();
  }

  /** Whether a reader was started; scripts begin one after the other. */
  private boolean isRead(Notifications notifications) throws IOException {
    boolean read;
    try (notifications) {
      awaitScript(notifications);
      read = hasReader();
    }
    until(() -> !hasReader());
    return read;
  }

  /** Until a script has run that was asked for after all others. */
  private void awaitScript(Notifications notifications) throws IOException {
    Path mark = folder.resolve("mark");
    Files.deleteIfExists(mark);
    notifications.script(ScriptCommand.of("/usr/bin/touch", mark.toString()));
    until(() -> Files.exists(mark));
  }

  private boolean hasReader() {
    return ProcessHandle.current()
        .children()
        .anyMatch(child -> child.info().commandLine().orElse("").endsWith(folder + "/fifo"));
  }

  private static void await(Path file, List<String> lines) {
    until(() -> sorted(lines).equals(sorted(read(file))));
  }

  private static List<String> read(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  /** Ends with the time limit of its test, which comes as an interrupt. */
  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("not within the time of the test");
      }
      Thread.onSpinWait();
    }
  }

  /** A command that runs this text, with words of its own behind it. */
  private String reader(String text) throws IOException {
    return "/usr/bin/bash " + Files.writeString(folder.resolve("reader.sh"), text + "\n");
  }

  private static RunOptions options(String... words) {
    return ((Request.Run) KeepalivedArguments.parse(List.of(words))).options();
  }

  /** A file with an instance, a FIFO of this kind and its reader. */
  private KeepalivedConfig config(String global, String keyword, String reader, String more)
      throws IOException {
    String script = reader.isEmpty() ? "" : keyword + "_script \"" + reader + "\"";
    Path file =
        Files.writeString(
            folder.resolve("k.conf"),
            """
            global_defs {
              script_user root
              %s
              %s %s/fifo
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
            }
            %s
            """
                .formatted(global, keyword, folder, script, more));
    return ConfigurationReader.of(file, false).read().config();
  }
}
