package org.lvsdirector.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
              {"version":"lvs-director 1","config":{"file":"/etc/k.conf","loadedAt":"2026-11-21T03:00:00Z","lastError":"line 3 is broken"},
               "vrrp":{"instances":[{"name":"VI_1","state":"MASTER","since":"2026-11-21T03:06:48Z","effectivePriority":150,"interface":"eth0",
                 "vrid":51,"reason":"no advertisement for 3.609s","addresses":["192.0.2.100/32"]}]},
               "services":[{"name":"[192.0.2.100]:tcp:80","scheduler":"rr","quorumUp":true,"sorryActive":false,"servers":[
                 {"address":"192.0.2.31:80","up":true,"weight":1,"configuredWeight":1,"active":3,"inactive":4,"since":"2026-11-20T01:10:00Z","why":"connected"},
                 {"address":"192.0.2.32:80","up":false,"weight":1,"configuredWeight":1,"active":0,"inactive":0,"since":"2026-11-21T03:09:48Z",
                  "why":"TCP connect to 192.0.2.32:80 refused, and this sentence goes on for a good while so that it must be cut on a narrow screen"}]}],
               "checks":{"count":2,"latenessP99Millis":1}}
              """)
          .getAsJsonObject();

  @Test
  void saysStateSinceWhenAndWhy() {
    String text = String.join("\n", StatusText.render(STATUS, 200, false, NOW));

    assertThat(text)
        .contains("last reload refused: line 3 is broken")
        .containsPattern("VI_1 +MASTER +3m12s +prio 150 +eth0/51 +no advertisement for 3\\.609s")
        .containsPattern("192\\.0\\.2\\.31:80 +up +w 1/1 +conn 3\\+4 +1d02h +connected")
        .containsPattern("192\\.0\\.2\\.32:80 +DOWN +w 1/1 +conn 0\\+0 +12s +TCP connect")
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
}
