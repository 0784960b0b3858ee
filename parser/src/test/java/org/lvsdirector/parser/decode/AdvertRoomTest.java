package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * How many addresses go into an advert (keepalived reference, VRRP 1.10): figures of keepalived
 * 2.2.7 for interfaces of MTU 1,500 (eth0) and 800 (eth1).
 */
class AdvertRoomTest {
  private static final int MANY = 300;

  @ParameterizedTest
  @CsvSource({
    "eth0, 10.1, version 2, 255",
    "eth1, 10.1, version 2, 187",
    "eth1, 10.1, version 3, 189",
    "eth1, 10.1, 'authentication {\n auth_type AH\n auth_pass x\n}', 181",
    "eth0, fe80, version 3, 89",
    "eth1, fe80, version 3, 46"
  })
  void whatDoesNotFitIsHeldWithoutBeingAdvertised(
      String device, String family, String line, int room) {
    StringBuilder text = new StringBuilder("vrrp_instance V1 {\n interface " + device + "\n");
    text.append(" virtual_router_id 51\n").append(line).append("\n virtual_ipaddress {\n");
    for (int i = 0; i < MANY; i++) {
      String address =
          family.equals("fe80")
              ? "fe80::%x".formatted(i + 1)
              : "%s.%d.%d".formatted(family, i / 200, i % 200 + 1);
      text.append("  ").append(address).append('\n');
    }
    ParseResult result = Parsed.of(text.append(" }\n}\n").toString());
    VrrpInstance instance = result.config().vrrp().instances().getFirst();
    assertThat(instance.virtualAddresses()).hasSize(room);
    assertThat(instance.excludedAddresses()).hasSize(MANY - room);
    assertThat(result.diagnostics())
        .anyMatch(d -> d.message().contains("an advert has room for " + room));
  }
}
