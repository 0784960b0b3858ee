package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.io.SystemEnvironment;
import org.lvsdirector.parser.syntax.ReadOptions;

/**
 * Each checker beside Debian's keepalived, under the same file and against the same servers: the
 * same octets, the same FIFO lines in the same order, and the same pauses between attempts.
 */
@Tag("ipvs")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CheckWireIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * An emulated machine wakes either program late, so the median of all pauses counts, with room;
   * signed, as lateness comes to both. A period that is kept wrongly would be 1 s.
   */
  private static final Duration NEAR = Duration.ofMillis(400);

  /** The peer answers echo requests, not the kernel. */
  private static final Path IGNORE_ECHO = Path.of("/proc/sys/net/ipv4/icmp_echo_ignore_all");

  @TempDir Path folder;

  /** What each case brought about, in the order of the cases. */
  private record Seen(List<List<WirePeer.Said>> talks, List<List<String>> lines) {}

  private List<WireCases.Case> cases = List.of();

  @Test
  void checkersSayTheSameAndJudgeTheSame() throws Exception {
    String before = Files.readString(IGNORE_ECHO);
    try (var all = new WireCases(folder)) {
      Files.writeString(IGNORE_ECHO, "1");
      all.open();
      cases = all.list();
      Path file = folder.resolve("keepalived.conf");
      Files.writeString(file, all.text(fifo()));
      warmUp();
      Seen theirs = keepalived(file);
      cases.forEach(c -> c.peer().forget());
      Seen ours = ours(file);
      compare(theirs, ours);
    } finally {
      Files.writeString(IGNORE_ECHO, before);
    }
  }

  /** The first handshake of a virtual machine is slow enough to look like a dead server. */
  private void warmUp() throws IOException {
    for (WireCases.Case each : cases) {
      if (each.name().startsWith("TLS")) {
        var url = URI.create("https://127.0.0.1:" + each.peer().port() + "/").toURL();
        var request = new Request.Builder().url(url).build();
        try (var answer = trusting().newCall(request).execute()) {
          assertThat(answer.code()).isEqualTo(200);
        }
        each.peer().forget();
      }
    }
  }

  private static OkHttpClient trusting() {
    HandshakeCertificates ours =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(WireCases.CERTIFICATE.certificate())
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(ours.sslSocketFactory(), ours.trustManager())
        .hostnameVerifier((_, _) -> true)
        .build();
  }

  private Path fifo() {
    return folder.resolve("fifo");
  }

  private Seen keepalived(Path file) throws Exception {
    run("mkfifo", fifo().toString());
    Path heard = folder.resolve("heard");
    // Opened for both, so that neither side's opening waits for the other's.
    Process reader = new ProcessBuilder("sh", "-c", "exec cat 0<>" + fifo() + " >" + heard).start();
    Process program =
        new ProcessBuilder(
                "keepalived",
                "--check",
                "--dont-fork",
                "--log-console",
                "--dont-release-ipvs",
                "-f",
                file.toString(),
                "-p",
                folder.resolve("pid").toString(),
                "-c",
                folder.resolve("checkers.pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      await(() -> complete(lines(heard)), () -> lines(heard) + read(folder.resolve("log")));
      return new Seen(talks(), lines(heard));
    } finally {
      program.destroy();
      if (!program.waitFor(30, TimeUnit.SECONDS)) {
        program.destroyForcibly();
      }
      reader.destroy();
      reader.waitFor();
    }
  }

  private Seen ours(Path file) {
    ParseResult result =
        new KeepalivedConfParser(new FileSystemLoader(Path.of("")), new SystemEnvironment())
            .parse(file.toString(), new ReadOptions("", false, Map.of(), 1));
    assertThat(result.canStart()).as("%s", result.diagnostics()).isTrue();
    var heard = new Heard();
    try (var _ = HealthService.start(result.config(), HealthOptions.live(), heard)) {
      await(() -> complete(byServer(heard.fifo())), () -> heard.fifo() + " " + heard.logged());
      return new Seen(talks(), byServer(heard.fifo()));
    }
  }

  private boolean complete(List<List<String>> lines) {
    boolean started = !cases.getFirst().peer().heard().isEmpty();
    for (int i = 0; started && i < cases.size(); i++) {
      int told = lines.get(i).size();
      cases.get(i).trackedFile().ifPresent(file -> file.follow(told));
    }
    for (int i = 0; i < cases.size(); i++) {
      WirePeer peer = cases.get(i).peer();
      if (peer.heard().size() <= peer.length() || lines.get(i).size() < cases.get(i).lines()) {
        return false;
      }
    }
    return true;
  }

  private List<List<WirePeer.Said>> talks() {
    return cases.stream().map(c -> c.peer().heard().subList(0, c.peer().length())).toList();
  }

  private List<List<String>> lines(Path heard) {
    return byServer(read(heard).replace("\0", "").lines().toList());
  }

  /** Lines of each real server, in their order; between servers the order is chance. */
  private List<List<String>> byServer(List<String> all) {
    return cases.stream()
        .map(c -> "RS [127.0.0.1]:tcp:" + c.peer().port() + " ")
        .map(start -> all.stream().map(String::strip).filter(l -> l.startsWith(start)).toList())
        .toList();
  }

  private void compare(Seen theirs, Seen ours) {
    List<Duration> differences = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      WireCases.Case each = cases.get(i);
      List<WirePeer.Said> them = theirs.talks().get(i);
      List<WirePeer.Said> us = ours.talks().get(i);
      assertThat(us)
          .as("octets of %s", each.name())
          .extracting(WirePeer.Said::text)
          .isEqualTo(them.stream().map(WirePeer.Said::text).toList());
      assertThat(ours.lines().get(i).subList(0, each.lines()))
          .as("FIFO lines of %s", each.name())
          .isEqualTo(theirs.lines().get(i).subList(0, each.lines()));
      for (int turn = 1; turn < us.size(); turn++) {
        differences.add(pause(us, turn).minus(pause(them, turn)));
      }
    }
    Duration shift = median(differences);
    List<Duration> sizes = differences.stream().map(Duration::abs).toList();
    System.out.printf(
        "pauses between attempts: %d compared, ours longer by %d ms in the median; median"
            + " difference %d ms, largest %d ms%n",
        differences.size(),
        shift.toMillis(),
        median(sizes).toMillis(),
        Collections.max(sizes).toMillis());
    assertThat(shift).isBetween(NEAR.negated(), NEAR);
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }

  private static Duration pause(List<WirePeer.Said> talks, int turn) {
    return Duration.ofNanos(talks.get(turn).nanos() - talks.get(turn - 1).nanos());
  }

  private static void await(BooleanSupplier condition, java.util.function.Supplier<String> seen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + seen.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
