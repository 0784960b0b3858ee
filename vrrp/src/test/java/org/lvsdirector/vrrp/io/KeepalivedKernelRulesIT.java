package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.vrrp.fsm.Reported;

/** Rules of the keepalived reference that only a kernel can show, VRRP 12, 16 and 25. */
class KeepalivedKernelRulesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STATICS =
      """
      static_ipaddress {
        192.0.2.1/24 dev eth0
        192.0.2.2/32 dev eth0 no_track
      }
      static_routes {
        198.51.100.0/24 via 10.9.0.2 dev eth0
        203.0.113.0/24 via 10.9.0.2 dev eth0 no_track
      }
      static_rules {
        from 192.0.2.0/24 table 77 preference 777
        from 192.0.2.2 table 78 preference 778 no_track
      }
      """;

  @Test
  void rule12p9AScriptRunsInFaultTooAndIsEndedByAReloadAndByTheEnd(@TempDir Path folder)
      throws Exception {
    Path said = folder.resolve("said");
    Path script = folder.resolve("check");
    Files.writeString(
        script,
        """
        #!/bin/bash
        trap 'echo ended >> %1$s; exit' TERM
        echo begun >> %1$s
        sleep 600 & wait
        """
            .formatted(said));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    String file =
        """
        global_defs {
          script_user root
        }
        vrrp_script chk {
          script "%s"
          interval 600
        }
        """
                .formatted(script)
            + instance("track_script {\n chk weight 5\n }");
    try (Twin twin = Twin.create()) {
      assertThat(twin.ip("link set eth0 down")).isBlank();
      try (VrrpService service = start(twin, file)) {
        Shell.until("it runs", PATIENCE, () -> count(said, "begun") == 1);
        assertThat(state(service)).isEqualTo(Reported.FAULT);
        service.reload(ConfFile.read(file));
        Shell.until("ended", PATIENCE, () -> count(said, "ended") == 1);
        Shell.until("it runs again", PATIENCE, () -> count(said, "begun") == 2);
      }
      Shell.until("ended", PATIENCE, () -> count(said, "ended") == 2);
      assertThat(count(said, "begun")).isEqualTo(2);
    }
  }

  @Test
  void rule16p7LeftoversGoThenStaticEntriesComeInOrderAndAtTheEndTheyGoInReverse()
      throws Exception {
    String file = STATICS.replaceAll(".*no_track\n", "") + instance("");
    try (Twin twin = Twin.create()) {
      var killed = new VrrpOptions(Optional.of(twin.host()), false);
      VrrpService.start(ConfFile.read(file), killed, _ -> {}).stop();
      assertThat(present(twin)).containsExactly("address", "route", "rule");
      try (KernelMonitor monitor = KernelMonitor.of(twin.host(), "address", "route", "rule")) {
        VrrpService service = start(twin, file);
        int started = changes(monitor).size();
        assertThat(changes(monitor))
            .containsExactly("-rule", "-route", "-address", "+address", "+route", "+rule");
        service.stop();
        List<String> all = changes(monitor);
        assertThat(all.subList(started, all.size())).containsExactly("-rule", "-route", "-address");
      }
      assertThat(present(twin)).isEmpty();
    }
  }

  @Test
  void rule16p7WhatAnotherProgramTakesAwayIsPutBackUnlessItIsNotTracked() throws Exception {
    try (Twin twin = Twin.create();
        VrrpService _ = start(twin, STATICS + instance(""))) {
      assertThat(present(twin))
          .containsExactly(
              "address", "no_track address", "route", "no_track route", "rule", "no_track rule");
      take(twin, "rule del preference 778");
      take(twin, "route del 203.0.113.0/24");
      take(twin, "addr del 192.0.2.2/32 dev eth0");
      take(twin, "rule del preference 777");
      Shell.until("the rule is back", PATIENCE, () -> present(twin).contains("rule"));
      take(twin, "route del 198.51.100.0/24");
      Shell.until("the route is back", PATIENCE, () -> present(twin).contains("route"));
      take(twin, "addr del 192.0.2.1/24 dev eth0");
      Shell.until("the address is back", PATIENCE, () -> present(twin).contains("address"));
      assertThat(present(twin)).containsExactly("address", "route", "rule");
    }
  }

  @Test
  void rule16p8PromoteSecondariesIsSetWhileRunningAndResetAtTheEnd() throws Exception {
    String setting = "net.ipv4.conf.eth0.promote_secondaries";
    try (Twin twin = Twin.create()) {
      assertThat(twin.inside("sysctl -qw " + setting + "=0")).isBlank();
      start(twin, instance("")).stop();
      assertThat(twin.inside("sysctl -n " + setting)).isEqualTo("0\n");
      try (VrrpService _ = start(twin, instance("promote_secondaries"))) {
        assertThat(twin.inside("sysctl -n " + setting)).isEqualTo("1\n");
      }
      assertThat(twin.inside("sysctl -n " + setting)).isEqualTo("0\n");
    }
  }

  /** Keepalived needs the option for it; here it changes nothing. */
  @Test
  void optionXTheAddressesOfAMasterAreRemovedWhoeverHasSetThem() throws Exception {
    String file =
        instance("priority 255\n state MASTER\n virtual_ipaddress_excluded {\n 2001:db8::1/64\n }");
    String setting = "net.ipv6.conf.eth0.disable_ipv6";
    try (Twin twin = Twin.create()) {
      assertThat(twin.inside("sysctl -qw " + setting + "=1")).isBlank();
      try (VrrpService service = start(twin, file)) {
        Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
        assertThat(twin.placeOf("10.9.0.100")).containsOnly("eth0");
        assertThat(twin.placeOf("2001:db8::1")).as("the kernel would not have it").isEmpty();
        assertThat(twin.inside("sysctl -qw " + setting + "=0")).isBlank();
        take(twin, "addr add 2001:db8::1/64 dev eth0 nodad");
        assertThat(twin.placeOf("2001:db8::1")).containsOnly("eth0");
      }
      assertThat(twin.placeOf("10.9.0.100", "2001:db8::1")).isEmpty();
    }
  }

  private static VrrpService start(Twin twin, String file) throws IOException {
    return VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {});
  }

  private static String instance(String lines) {
    return """
        vrrp_instance VI_1 {
          version 3
          interface eth0
          virtual_router_id 51
          virtual_ipaddress {
            10.9.0.100/24
          }
          %s
        }
        """
        .formatted(lines);
  }

  private static Reported state(VrrpService service) {
    return service.snapshot().instance("VI_1").map(i -> i.state()).orElse(Reported.INIT);
  }

  private static void take(Twin twin, String words) {
    assertThat(twin.ip(words)).isBlank();
  }

  private static long count(Path file, String line) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().filter(line::equals).count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which static entries of the file are there. */
  private static List<String> present(Twin twin) {
    String all = twin.ip("-o addr show") + twin.ip("route show") + twin.ip("rule show");
    return List.of(
            "address: 192.0.2.1/24 ",
            "no_track address: 192.0.2.2/32 ",
            "route:198.51.100.0/24 via",
            "no_track route:203.0.113.0/24 via",
            "rule:777:",
            "no_track rule:778:")
        .stream()
        .filter(entry -> all.contains(entry.substring(entry.indexOf(':') + 1)))
        .map(entry -> entry.substring(0, entry.indexOf(':')))
        .toList();
  }

  /** What the kernel has told of the tracked entries, in order. */
  private static List<String> changes(KernelMonitor monitor) {
    return monitor.told().stream()
        .map(KeepalivedKernelRulesIT::change)
        .filter(change -> !change.isEmpty())
        .toList();
  }

  private static String change(String line) {
    String sign = line.startsWith("Deleted ") ? "-" : "+";
    if (line.contains(" inet 192.0.2.1/24 ")) {
      return sign + "address";
    }
    if (line.contains("198.51.100.0/24 via")) {
      return sign + "route";
    }
    return line.contains("from 192.0.2.0/24 ") ? sign + "rule" : "";
  }
}
