package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.ParseResult;

/**
 * Names are looked up, not searched for: each of these files took minutes when every name was
 * compared with all before it.
 */
class ManyNamesTest {
  private static final int MANY = 40_000;
  private static final int FEWER = 10_000;
  private static final String INSTANCE =
      "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\n10.0.0.1\n}\n";

  private static String many(IntFunction<String> line) {
    return some(MANY, line);
  }

  private static String some(int number, IntFunction<String> line) {
    return IntStream.range(0, number).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static ParseResult read(String text) {
    return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Parsed.of(text));
  }

  @Test
  void trackedScripts() {
    ParseResult result =
        read(
            many(i -> "vrrp_script s" + i + " {\nscript /good/a\n}")
                + INSTANCE
                + "track_script {\n"
                + many(i -> "s" + i)
                + "}\n}\n");
    assertThat(result.config().vrrp().instances().getFirst().tracking().scripts()).hasSize(MANY);
  }

  @Test
  void unicastPeers() {
    ParseResult result =
        read(
            INSTANCE
                + "unicast_peer {\n"
                + many(i -> "10.1." + i / 256 + "." + i % 256)
                + "}\n}\n");
    assertThat(result.config().vrrp().instances().getFirst().transport().unicastPeers())
        .hasSize(MANY);
  }

  @Test
  void instancesOfOneNumber() {
    ParseResult result =
        read(
            some(
                    FEWER,
                    i ->
                        INSTANCE.replace(" A ", " A" + i + " ")
                            + (i % 2 == 0 ? "" : "mcast_dst_ip 224.1." + i / 256 + "." + i % 256)
                            + "\n}")
                + "vrrp_sync_group G {\ngroup {\n"
                + some(FEWER, i -> "A" + i)
                + "}\n}\n");
    assertThat(result.startStatus()).isEqualTo(2);
    assertThat(Parsed.messages(result))
        .filteredOn(m -> m.contains("the same virtual_router_id 1 on interface eth0 with IPv4"))
        .hasSize(FEWER / 2 - 1)
        .allMatch(m -> m.startsWith("instances A0 and A"));
  }
}
