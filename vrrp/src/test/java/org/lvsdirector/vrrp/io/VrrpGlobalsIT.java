package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.packet.Counter;
import org.slf4j.LoggerFactory;

/** Settings of global_defs and track_group that only a kernel can show. */
class VrrpGlobalsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void anAdvertThatNobodyWaitsForIsLoggedOnce() throws Exception {
    var log = (Logger) LoggerFactory.getLogger(UnknownVrids.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    try (Segment segment = Segment.of(2);
        VrrpService two = start(segment.host(2), "", 52);
        VrrpService _ = start(segment.host(1), "log_unknown_vrids", 51)) {
      Shell.until("it is said", PATIENCE, () -> !List.copyOf(lines.list).isEmpty());
      long before = sent(two);
      Shell.until("more adverts", PATIENCE, () -> sent(two) >= before + 5);
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "advert from 10.9.0.2 for virtual_router_id 52, which no vrrp_instance here has");
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void clearedStatisticsCountAgain() throws Exception {
    try (Twin twin = Twin.create();
        VrrpService service = start(twin.host(), "", 51)) {
      Shell.until("MASTER", PATIENCE, () -> count(service, Counter.BECOME_MASTER) == 1);
      long version = service.version();
      service.report(new RouterEvent.CountersCleared());
      Shell.until("cleared", PATIENCE, () -> count(service, Counter.BECOME_MASTER) == 0);
      long before = sent(service);
      Shell.until("counts on", PATIENCE, () -> sent(service) > before);
      assertThat(service.version()).isGreaterThan(version);
      assertThat(state(service)).isEqualTo(Reported.MASTER);
    }
  }

  @Test
  void staticEntriesOfATrackGroupComeBackWithItsInstance() throws Exception {
    String file =
        """
        track_group G1 {
          group {
            VI_1
          }
        }
        static_routes {
          192.0.2.0/24 via 10.9.0.2 dev eth0 track_group G1
        }
        """
            + instance(51);
    try (Twin twin = Twin.create();
        VrrpService service =
            VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {})) {
      Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
      assertThat(twin.ip("route show 192.0.2.0/24")).contains("via 10.9.0.2");
      // The kernel takes the routes of a link that goes down, and says nothing about them.
      assertThat(twin.ip("link set eth0 down")).isBlank();
      Shell.until("FAULT", PATIENCE, () -> state(service) == Reported.FAULT);
      assertThat(twin.ip("route show 192.0.2.0/24")).isBlank();
      assertThat(twin.ip("link set eth0 up")).isBlank();
      Shell.until(
          "back", PATIENCE, () -> twin.ip("route show 192.0.2.0/24").contains("via 10.9.0.2"));
    }
  }

  @Test
  void aLinkThatItsDriverSaysIsDownIsAFaultUntilItSaysUp() throws Exception {
    var log = (Logger) LoggerFactory.getLogger(LinkPoller.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    String file =
        """
        linkbeat_use_polling
        global_defs {
          vrrp_netlink_monitor_rcv_bufs 300000
          vrrp_netlink_cmd_rcv_bufs 300000
          vrrp_netlink_cmd_rcv_bufs_force
        }
        """
            + instance(51);
    try (Twin twin = Twin.create();
        VrrpService service =
            VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {})) {
      Shell.until("MASTER", PATIENCE, () -> state(service) == Reported.MASTER);
      assertThat(twin.ip("link set eth0 down")).isBlank();
      Shell.until("the driver was asked", PATIENCE, () -> lines.list.size() == 1);
      assertThat(state(service)).isEqualTo(Reported.FAULT);
      assertThat(twin.ip("link set eth0 up")).isBlank();
      Shell.until("MASTER again", PATIENCE, () -> state(service) == Reported.MASTER);
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "linkbeat: eth0 is down, says its driver", "linkbeat: eth0 is up, says its driver");
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void aReloadOfAFileWhoseLinesMovedLeavesStaticEntriesAlone() throws Exception {
    String file =
        """
        static_ipaddress {
          192.0.2.1/24 dev eth0
        }
        static_routes {
          198.51.100.0/24 via 10.9.0.2 dev eth0
        }
        static_rules {
          from 192.0.2.0/24 table 77
        }
        """
            + instance(51);
    try (Twin twin = Twin.create();
        VrrpService service =
            VrrpService.start(ConfFile.read(file), VrrpOptions.in(twin.host()), _ -> {});
        KernelMonitor monitor = KernelMonitor.of(twin.host(), "address", "route", "rule")) {
      service.reload(ConfFile.read("# one more line\n" + file));
      assertThat(monitor.told())
          .noneMatch(line -> line.contains("192.0.2.") || line.contains("198.51.100."));
      service.reload(ConfFile.read(file.replace("198.51.100.0", "203.0.113.0")));
      assertThat(monitor.told())
          .anyMatch(line -> line.contains("Deleted") && line.contains("198.51.100.0"))
          .anyMatch(line -> line.contains("203.0.113.0"))
          .noneMatch(line -> line.contains("192.0.2."));
    }
  }

  private static VrrpService start(String namespace, String globals, int vrid) throws Exception {
    String file = "global_defs {\n" + globals + "\n}\n" + instance(vrid);
    return VrrpService.start(ConfFile.read(file), VrrpOptions.in(namespace), _ -> {});
  }

  private static String instance(int vrid) {
    return """
        vrrp_instance VI_1 {
          version 3
          interface eth0
          virtual_router_id %d
          advert_int 0.1
          virtual_ipaddress {
            10.9.0.%d/24
          }
        }
        """
        .formatted(vrid, vrid);
  }

  private static Reported state(VrrpService service) {
    return service.snapshot().instance("VI_1").map(i -> i.state()).orElse(Reported.INIT);
  }

  private static long sent(VrrpService service) {
    return count(service, Counter.ADVERT_SENT);
  }

  private static long count(VrrpService service, Counter counter) {
    return service
        .snapshot()
        .instance("VI_1")
        .map(i -> i.counters().getOrDefault(counter, 0L))
        .orElse(0L);
  }
}
