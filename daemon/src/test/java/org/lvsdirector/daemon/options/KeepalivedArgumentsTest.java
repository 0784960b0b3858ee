package org.lvsdirector.daemon.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepalivedArgumentsTest {
  @Test
  void nothingGivenRunsInTheBackgroundFromTheUsualPlace() {
    RunOptions options = run();

    assertThat(options.file()).isEqualTo(Path.of("/etc/keepalived/keepalived.conf"));
    assertThat(options.process().fork()).isTrue();
    assertThat(options.halves()).isEqualTo(new RunOptions.Halves(true, true, false));
    assertThat(options.logging().syslog()).isTrue();
  }

  @Test
  void lettersMayBeBundledAndTheLastMayTakeTheNextWord() {
    RunOptions options = run("-nlDf", "/tmp/a.conf");

    assertThat(options.process().fork()).isFalse();
    assertThat(options.logging().console()).isTrue();
    assertThat(options.logging().detail()).isEqualTo(1);
    assertThat(options.file()).isEqualTo(Path.of("/tmp/a.conf"));
  }

  @Test
  void longNamesMayBeShortenedWhileUnique() {
    assertThat(run("--use-f=/tmp/a.conf", "--dont-f").file()).isEqualTo(Path.of("/tmp/a.conf"));
    assertThat(KeepalivedArguments.parse(List.of("--dont-r")))
        .isInstanceOf(Request.UsageError.class);
  }

  @Test
  void vrrpAloneLeavesChecksOutAndChecksAloneLeaveVrrpOut() {
    assertThat(run("-P").halves()).isEqualTo(new RunOptions.Halves(true, false, false));
    assertThat(run("-C").halves()).isEqualTo(new RunOptions.Halves(false, true, false));
  }

  /** The addresses of a MASTER are always removed at the end, so it has nothing to change. */
  @Test
  void optionXIsUnderstood() {
    RunOptions.Release release = new RunOptions.Release(true, false, false);
    assertThat(run("-X").release()).isEqualTo(release);
    assertThat(run("--release-vips").release()).isEqualTo(release);
  }

  @Test
  void configTestTakesItsFileOnlyAttached() {
    assertThat(KeepalivedArguments.parse(List.of("-t/tmp/report", "-f", "x")))
        .isInstanceOfSatisfying(
            Request.ConfigTest.class, t -> assertThat(t.report()).contains(Path.of("/tmp/report")));
    assertThat(KeepalivedArguments.parse(List.of("-t", "/tmp/report")))
        .isInstanceOfSatisfying(Request.ConfigTest.class, t -> assertThat(t.report()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nosuch", "-Z", "--use-file=", "-u", "-u9999", "-Sbogus", "--vrrp=1"})
  void wrongOptionsAreUsageErrors(String option) {
    assertThat(KeepalivedArguments.parse(List.of(option))).isInstanceOf(Request.UsageError.class);
  }

  @Test
  void wordsThatAreNoOptionsAreReportedNotRefused() {
    assertThat(KeepalivedArguments.parse(List.of("stray", "-n")))
        .isInstanceOfSatisfying(
            Request.Run.class, r -> assertThat(r.unexpected()).containsExactly("stray"));
  }

  @Test
  void genhashMustComeFirst() {
    assertThat(KeepalivedArguments.parse(List.of("--genhash", "-s", "127.0.0.1")))
        .isInstanceOf(Request.Genhash.class);
    assertThat(KeepalivedArguments.parse(List.of("-n", "-T"))).isInstanceOf(Request.Run.class);
  }

  @Test
  void runStaysInTheForegroundAndRefusesStrayWords() {
    assertThat(KeepalivedArguments.parseRun(List.of("-f", "a", "--ipvs", "memory")))
        .isInstanceOfSatisfying(
            Request.Run.class,
            r -> {
              assertThat(r.options().process().fork()).isFalse();
              assertThat(r.options().ipvs()).isEqualTo(IpvsBackend.MEMORY);
            });
    assertThat(KeepalivedArguments.parseRun(List.of("a.conf")))
        .isInstanceOf(Request.UsageError.class);
    assertThat(KeepalivedArguments.parseRun(List.of("--ipvs", "disk")))
        .isInstanceOf(Request.UsageError.class);
  }

  private static RunOptions run(String... arguments) {
    return ((Request.Run) KeepalivedArguments.parse(List.of(arguments))).options();
  }
}
