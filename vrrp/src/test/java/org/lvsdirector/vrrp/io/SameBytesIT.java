package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lvsdirector.vrrp.packet.Octets;

/**
 * The same file, the same host, first keepalived and then we: what goes out on the wire from the
 * first advert to the goodbye is the same, octet by octet, Ethernet header and announcements
 * included.
 */
class SameBytesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TestFactory
  Stream<DynamicTest> advertsAndAnnouncementsAreTheSame() {
    Map<String, String> files = new LinkedHashMap<>();
    InteropCase.all().stream()
        .filter(InteropCase::preempt)
        .forEach(c -> files.put(c.toString(), c.file(1, 2, 150, "")));
    files.put("owner, many addresses", other("priority 255", "10.9.0.100/24 10.9.1.9 10.9.1.8/24"));
    files.put("v3 30 cs, IPv4", other("version 3\nadvert_int 0.3", "10.9.0.100 10.9.0.101"));
    files.put("v3 30 cs, IPv6", other("version 3\nadvert_int 0.3", "fe80::99 2001:db8::9"));
    files.put("VMAC, IPv4", other("use_vmac", "10.9.0.100/24"));
    files.put("VMAC, IPv6", other("use_vmac\nversion 3", "fe80::99/64"));
    files.put("VMAC, adverts on the base", other("use_vmac\nvmac_xmit_base", "10.9.0.100/24"));
    files.put("VMACs for the other family", other("use_vmac\nuse_vmac_addr", "10.9.0.100/24"));
    files.put("VMAC for the other family alone", other("use_vmac_addr", "10.9.0.100/24"));
    List<DynamicTest> tests = new ArrayList<>();
    files.forEach((name, text) -> tests.add(sideBySide(name, text)));
    return tests.stream();
  }

  private static String other(String settings, String addresses) {
    return """
      vrrp_instance VI_1 {
        state BACKUP
        interface eth0
        virtual_router_id 52
        %s
        virtual_ipaddress {
          %s
        }
        virtual_ipaddress_excluded {
          10.9.2.7/32 dev eth0
          2001:db8::7/64 dev eth0
        }
      }
      """
        .formatted(settings, addresses.replace(" ", " dev eth0\n    ") + " dev eth0");
  }

  private static DynamicTest sideBySide(String name, String text) {
    var theirs = new FutureTask<>(() -> theirs(text));
    var ours = new FutureTask<>(() -> ours(text));
    Thread.ofPlatform().name("theirs").start(theirs);
    Thread.ofPlatform().name("ours").start(ours);
    return DynamicTest.dynamicTest(name, () -> same(theirs, ours));
  }

  private static void same(FutureTask<Said> theirs, FutureTask<Said> ours)
      throws InterruptedException, ExecutionException {
    Said expected = theirs.get();
    Said actual = ours.get();
    assertThat(actual.first()).as("adverts").isEqualTo(expected.first());
    assertThat(actual.goodbye()).as("goodbye").isEqualTo(expected.goodbye());
    assertThat(actual.announced()).as("announcements").isEqualTo(expected.announced());
  }

  /**
   * What a host said, as hexadecimal digits.
   *
   * @param first the first three adverts, all of it
   * @param goodbye those of priority 0, without what counts up: identification, checksums, AH
   * @param announced ARP and neighbour advertisements until the third advert
   */
  record Said(List<String> first, List<String> goodbye, List<String> announced) {}

  private static Said theirs(String text) throws Exception {
    try (Twin twin = Twin.create();
        Keepalived keepalived = Keepalived.start(twin.host(), text)) {
      return said(twin, keepalived::stop);
    }
  }

  private static Said ours(String text) throws Exception {
    try (Twin twin = Twin.create();
        VrrpService service =
            VrrpService.start(ConfFile.read(text), VrrpOptions.in(twin.host()), _ -> {})) {
      return said(twin, service::stop);
    }
  }

  private static Said said(Twin twin, Runnable stop) {
    Shell.until("adverts", PATIENCE, () -> twin.wire().adverts().size() >= 3);
    stop.run();
    Shell.until(
        "goodbye", PATIENCE, () -> twin.wire().frames().stream().anyMatch(f -> f.advertOf(0)));
    List<Wire.Heard> adverts = twin.wire().adverts();
    List<Wire.Heard> all = twin.wire().frames();
    return new Said(
        adverts.stream().limit(3).map(Wire.Heard::toString).toList(),
        adverts.stream().filter(f -> f.advertOf(0)).map(SameBytesIT::counted).toList(),
        all.stream()
            .limit(all.indexOf(adverts.get(2)))
            .filter(Wire.Heard::announcement)
            .map(Wire.Heard::toString)
            .toList());
  }

  private static String counted(Wire.Heard advert) {
    byte[] bytes = advert.frame().toArray();
    if (bytes[12] == 0x08) {
      Arrays.fill(bytes, 18, 20, (byte) 0);
      Arrays.fill(bytes, 24, 26, (byte) 0);
      if (bytes[23] == 51) {
        Arrays.fill(bytes, 42, 58, (byte) 0);
      }
    }
    return Octets.of(bytes).toString();
  }
}
