package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerifyReportTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(600);

  @Test
  void theFirstReportTellsOnlyWhatIsNotAsWanted() {
    VerifyReport first = read(host("rs1", "in_order", ""), host("rs2", "different", drift("lo")));
    assertThat(first.changesSince(VerifyReport.NONE))
        .containsExactly(
            new VerifyReport.Change(
                "rs2",
                false,
                "drifted",
                "10.0.0.1/32 on lo (found: absent); 'lvs-director provision apply --hosts rs2' puts it right"));
  }

  @Test
  void aHostThatStaysAsItIsIsToldOnceAndKeepsItsTime() {
    VerifyReport first = read(host("rs1", "different", drift("lo")));
    VerifyReport second =
        VerifyReport.read(report(host("rs1", "different", drift("lo"))), "", LATER, first);
    assertThat(second.changesSince(first)).isEmpty();
    assertThat(second.hosts())
        .extractingByKey("rs1")
        .extracting(VerifyReport.Host::since)
        .isEqualTo(NOON);
  }

  @Test
  void aHealedHostIsToldAndOneThatCannotBeReachedGivesItsReason() {
    VerifyReport first = read(host("rs1", "different", drift("lo")), host("rs2", "in_order", ""));
    VerifyReport second =
        VerifyReport.read(
            report(
                host("rs1", "in_order", ""),
                "{'name':'rs2','address':'10.0.0.12','status':'failed','error':'connection refused','checks':[],'problems':[]}"),
            "",
            LATER,
            first);
    assertThat(second.changesSince(first))
        .containsExactly(
            new VerifyReport.Change("rs1", true, "as wanted again", ""),
            new VerifyReport.Change("rs2", false, "cannot be verified", "connection refused"));
    assertThat(second.hosts())
        .extractingByKey("rs1")
        .extracting(VerifyReport.Host::since)
        .isEqualTo(LATER);
  }

  @Test
  void anotherDifferenceOfADifferentHostIsAChange() {
    VerifyReport first = read(host("rs1", "different", drift("lo")));
    VerifyReport second =
        VerifyReport.read(report(host("rs1", "different", drift("eth0"))), "", LATER, first);
    assertThat(second.changesSince(first)).hasSize(1);
  }

  @Test
  void withoutAReportTheLastOneStaysAndTheReasonIsToldOnce() {
    VerifyReport first = read(host("rs1", "in_order", ""));
    String errors = "lvs-director: cannot read the inventory /x: no such file\n";
    VerifyReport second = VerifyReport.read("", errors, LATER, first);
    assertThat(second.changesSince(first))
        .containsExactly(
            new VerifyReport.Change(
                "real servers",
                false,
                "cannot be verified",
                "lvs-director: cannot read the inventory /x: no such file"));
    assertThat(second.hosts()).containsKey("rs1");
    VerifyReport third = VerifyReport.read("nonsense {", errors, LATER, second);
    assertThat(third.changesSince(second)).isEmpty();
    VerifyReport fourth = VerifyReport.read(report(host("rs1", "in_order", "")), "", LATER, third);
    assertThat(fourth.changesSince(third))
        .containsExactly(new VerifyReport.Change("real servers", true, "verified again", ""));
  }

  @Test
  void aRealServerThatAnswersForTheVipIsToldAndSoIsItsSilence() {
    String wrong = "{'vip':'10.0.0.1','ok':false,'text':'real server rs1 answers'}";
    String right = "{'vip':'10.0.0.1','ok':true,'text':'nobody answers'}";
    VerifyReport first =
        VerifyReport.read(
            json("{'hosts':[],'probes':[" + wrong + "]}"), "", NOON, VerifyReport.NONE);
    assertThat(first.changesSince(VerifyReport.NONE))
        .containsExactly(
            new VerifyReport.Change("10.0.0.1", false, "wrong answers", "real server rs1 answers"));
    VerifyReport second =
        VerifyReport.read(json("{'hosts':[],'probes':[" + right + "]}"), "", LATER, first);
    assertThat(second.changesSince(first))
        .containsExactly(
            new VerifyReport.Change("10.0.0.1", true, "quiet again", "nobody answers"));
  }

  private static VerifyReport read(String... hosts) {
    return VerifyReport.read(report(hosts), "", NOON, VerifyReport.NONE);
  }

  private static String report(String... hosts) {
    return json("{'hosts':[" + String.join(",", hosts) + "],'probes':[]}");
  }

  private static String host(String name, String status, String check) {
    return json(
        "{'name':'"
            + name
            + "','address':'10.0.0.11','status':'"
            + status
            + "','checks':["
            + check
            + "],'problems':[]}");
  }

  private static String drift(String device) {
    return "{'want':'10.0.0.1/32 on " + device + "','found':'absent','ok':false}";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
