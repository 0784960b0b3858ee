package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.fsm.Reported;

/** More announcements than one turn of the loop sends: all leave, and none twice. */
class AnnouncementsIT {
  /** All frames fit the receive buffer of the listener, however late it reads. */
  private static final int ADDRESSES = 40;

  private static final int REPEATS = 5;

  private static String file() {
    String addresses =
        IntStream.rangeClosed(1, ADDRESSES)
            .mapToObj(i -> "    10.9.1." + i + "/32\n")
            .collect(Collectors.joining());
    return """
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 52
          priority 255
          garp_master_delay 60
          garp_master_repeat %d
          virtual_ipaddress {
        %s  }
        }
        """
        .formatted(REPEATS, addresses);
  }

  @Test
  void everyAddressIsAnnouncedAsOftenAsTheFileSays() throws Exception {
    try (Twin twin = Twin.create();
        VrrpService service =
            VrrpService.start(ConfFile.read(file()), VrrpOptions.in(twin.host()), _ -> {})) {
      Shell.until(
          "all announcements",
          Duration.ofSeconds(20),
          () -> announced(twin).values().stream().mapToLong(n -> n).sum() >= ADDRESSES * REPEATS);
      Shell.until("two adverts", Duration.ofSeconds(20), () -> twin.wire().adverts().size() >= 2);
      assertThat(announced(twin)).hasSize(ADDRESSES);
      assertThat(announced(twin).values()).containsOnly((long) REPEATS);
      assertThat(service.snapshot().instances().getFirst().state()).isEqualTo(Reported.MASTER);
    }
  }

  /** How often each address was announced, by its last octet. */
  private static Map<Integer, Long> announced(Twin twin) {
    return twin.wire().frames().stream()
        .filter(f -> f.octet(12) == 8 && f.octet(13) == 6 && f.announcement())
        .map(f -> f.octet(31))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
