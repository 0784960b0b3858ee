package org.lvsdirector.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:10:00Z");
  private static final JsonObject STATUS =
      JsonParser.parseString(
              """
              {"version":"lvs-director 1","config":{"file":"/etc/k.conf","loadedAt":"2026-11-21T03:00:00Z","lastError":"line 3 is broken","sha256":"5b41d0"},
               "vrrp":{"instances":[{"name":"VI_1","state":"MASTER","since":"2026-11-21T03:06:48Z","effectivePriority":150,"interface":"eth0",
                 "vrid":51,"reason":"no advertisement for 3.609s","addresses":["192.0.2.100/32"],"lastAdvert":{"from":"192.0.2.2","priority":90,"at":"2026-11-21T03:06:44Z"}}],
                 "latenessWorstMillis":3},
               "services":[{"name":"[192.0.2.100]:tcp:80","scheduler":"rr","quorumUp":true,"connectionsPerSecond":12345,"sorryActive":false,"servers":[
                 {"address":"192.0.2.31:80","up":true,"weight":1,"configuredWeight":1,"active":3,"inactive":4567890,"connectionsPerSecond":17,"since":"2026-11-20T01:10:00Z","why":"connected"},
                 {"address":"192.0.2.32:80","up":false,"weight":1,"configuredWeight":1,"active":0,"inactive":0,"connectionsPerSecond":0,"since":"2026-11-21T03:09:48Z",
                  "why":"TCP connect to 192.0.2.32:80 refused, and this sentence goes on for a good while so that it must be cut on a narrow screen"}]}],
               "checks":{"count":2,"latenessP99Millis":1}}
              """)
          .getAsJsonObject();

  @Test
  void saysStateSinceWhenAndWhy() {
    String text = String.join("\n", StatusText.render(STATUS, 200, false, NOW));

    assertThat(text)
        .contains("last reload refused: line 3 is broken", "sha256 5b41d0", "rr  up  12k/s")
        .contains("heard 192.0.2.2, priority 90, 3m16s ago", "VRRP at most 3 ms late")
        .containsPattern("VI_1 +MASTER +3m12s +prio 150 +eth0/51 +no advertisement for 3\\.609s")
        .containsPattern("192\\.0\\.2\\.31:80 +up +w 1/1 +conn 3\\+4567k +17/s +1d02h +connected")
        .containsPattern("192\\.0\\.2\\.32:80 +DOWN +w 1/1 +conn 0\\+0 +0/s +12s +TCP connect")
        .contains("so that it must be cut on a narrow screen");
  }

  @Test
  void fitsANarrowScreenWithAndWithoutColours() {
    for (boolean colour : List.of(true, false)) {
      for (String line : StatusText.render(STATUS, 80, colour, NOW)) {
        assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "")).hasSizeLessThanOrEqualTo(80);
      }
    }
  }

  @Test
  void keepsItsColumnsBesideALongAddress() {
    JsonObject status = STATUS.deepCopy();
    String address = "[2001:db8:1111:2222:3333:4444:5555:6666]:8443";
    servers(status).get(0).getAsJsonObject().addProperty("address", address);
    for (int width : new int[] {80, 200}) {
      List<String> lines = StatusText.render(status, width, false, NOW);
      assertThat(lines).anyMatch(line -> line.strip().startsWith(address));
      assertThat(lines.stream().filter(l -> l.contains(" w 1/1")).map(l -> l.indexOf(" w 1/1")))
          .hasSize(2)
          .containsOnly(width == 80 ? 32 : 4 + address.length() + 6);
    }
  }

  @Test
  void aServersWordsCannotSteerTheTerminal() {
    JsonObject status = STATUS.deepCopy();
    servers(status).get(1).getAsJsonObject().addProperty("why", "status \u001b]0;owned\u0007");
    assertThat(String.join("", StatusText.render(status, 200, false, NOW)))
        .contains("status ?]0;owned?")
        .doesNotContain("\u001b");
  }

  @Test
  void cutsBetweenEscapeSequencesAndOnlyWhatIsTooLong() {
    StatusLines lines = new StatusLines(20, true, NOW);
    lines.line(lines.paint("31", "x".repeat(20)));
    lines.line(lines.paint("31", "x".repeat(21)));
    assertThat(lines.all())
        .containsExactly(
            "\u001b[31m" + "x".repeat(20) + "\u001b[0m",
            "\u001b[31m" + "x".repeat(19) + "…\u001b[0m");
  }

  private static JsonArray servers(JsonObject status) {
    return status.getAsJsonArray("services").get(0).getAsJsonObject().getAsJsonArray("servers");
  }
}
