package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/** Keepalived reference, LVS 24: FILE_CHECK. */
class TrackedFileTest {
  @TempDir Path directory;

  private FileCheck check(int weight, boolean reverse) {
    var file =
        new TrackFile(
            "f",
            directory.resolve("number").toString(),
            1,
            false,
            Optional.empty(),
            SourceRange.NONE);
    return new FileCheck(file, weight, reverse, SourceRange.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "'3', 3",
    "' 12 ', 12",
    "'-4x', -4",
    "'0x10', 16",
    "'010', 8",
    "'', 0",
    "'x', 0",
    "'+7', 7",
    "'-2147483648', -2147483648",
    "'2147483648', 2147483648",
  })
  void numberIsReadAsInC(String text, long value) {
    assertThat(TrackedNumber.parse(text)).isEqualTo(OptionalLong.of(value));
  }

  @ParameterizedTest
  @CsvSource({"2147483649", "-2147483649", "99999999999999999999999999"})
  void numberOutOfRangeIsIgnored(String text) {
    assertThat(TrackedNumber.parse(text)).isEmpty();
  }

  @Test
  void weightZeroMakesAnyNumberAFailure() {
    assertThat(TrackedNumber.judge(check(0, false), 0, Duration.ZERO)).isInstanceOf(Passed.class);
    assertThat(TrackedNumber.judge(check(0, false), 5, Duration.ZERO)).isInstanceOf(Failed.class);
    assertThat(TrackedNumber.judge(check(0, true), 0, Duration.ZERO)).isInstanceOf(Failed.class);
    assertThat(TrackedNumber.judge(check(0, true), 5, Duration.ZERO)).isInstanceOf(Passed.class);
  }

  @Test
  void leastProductIsAFailure() {
    assertThat(TrackedNumber.judge(check(1, false), Integer.MIN_VALUE, Duration.ZERO))
        .isInstanceOf(Failed.class);
  }

  @Test
  void serverFollowsItsFile() throws IOException, InterruptedException {
    Path file = directory.resolve("number");
    Files.writeString(file, "3\n");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    RealServer weighted =
        RealServer.builder(loopback, 1).weight(5).checkers(List.of(check(2, false))).build();
    RealServer reversed = RealServer.builder(loopback, 2).checkers(List.of(check(0, true))).build();
    VirtualServer server =
        VirtualServer.builder(new VirtualAddress.Address(loopback, 80))
            .realServers(List.of(weighted, reversed))
            .build();
    var heard = new Heard();
    try (var _ =
        HealthService.start(
            KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(server)), HealthOptions.live(), heard)) {
      assertThat(heard.pools().getFirst().servers().getFirst().weight()).isEqualTo(11);
      assertThat(heard.pools().getFirst().servers().get(1).alive()).isTrue();
      Files.writeString(file, "-4\n");
      heard.awaitPool("weight 0", p -> p.servers().getFirst().weight() == 0);
      assertThat(heard.pools().getLast().servers().getFirst().alive()).isTrue();
      Files.delete(file);
      heard.awaitPool(
          "file gone", p -> !p.servers().get(1).alive() && p.servers().getFirst().weight() == 5);
    }
  }
}
