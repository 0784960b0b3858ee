package org.lvsdirector.ipvs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.TransportService;

class IpvsRepliesTest {
  private static final String STATS64 =
      """
      7c 00 0c 00                                  # STATS64, 124 bytes
      0c 00 01 00 01 00 00 00 00 00 00 00          # CONNS 1
      0c 00 02 00 02 00 00 00 00 00 00 00          # INPKTS 2
      0c 00 03 00 03 00 00 00 00 00 00 00          # OUTPKTS 3
      0c 00 04 00 00 00 00 00 01 00 00 00          # INBYTES 2^32
      0c 00 05 00 05 00 00 00 00 00 00 00          # OUTBYTES 5
      0c 00 06 00 06 00 00 00 00 00 00 00          # CPS 6
      0c 00 07 00 07 00 00 00 00 00 00 00          # INPPS 7
      0c 00 08 00 08 00 00 00 00 00 00 00          # OUTPPS 8
      0c 00 09 00 09 00 00 00 00 00 00 00          # INBPS 9
      0c 00 0a 00 0a 00 00 00 00 00 00 00          # OUTBPS 10
      """;
  private static final String STATS32 =
      """
      0c 00 0a 80                                  # STATS, 12 bytes
      08 00 01 00 63 00 00 00                      # CONNS 99, must not win
      """;
  private static final IpvsStats STATS = new IpvsStats(1, 2, 3, 1L << 32, 5, 6, 7, 8, 9, 10);

  @Test
  void aServiceIsReadWithItsWideCounters() {
    IpvsReply reply =
        decode(
            """
            01 01 00 00                  # NEW_SERVICE
            dc 00 01 00                  # SERVICE, 220 bytes
            06 00 01 00 02 00 00 00      # AF inet
            06 00 02 00 06 00 00 00      # PROTOCOL tcp
            14 00 03 00 0a 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 # ADDR 10.0.0.1
            06 00 04 00 00 50 00 00      # PORT 80
            07 00 06 00 72 72 00 00      # SCHED_NAME rr
            0c 00 07 00 03 00 00 00 ff ff ff ff # FLAGS persistent and the kernel's hashed
            08 00 08 00 2c 01 00 00      # TIMEOUT 300
            08 00 09 00 ff ff 00 00      # NETMASK 255.255.0.0
            """
                + STATS32
                + STATS64);
    IpvsService service =
        IpvsService.of(
                new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80), Scheduler.RR)
            .persistent(300, 0xffff0000);
    assertThat(reply).isEqualTo(new IpvsReply.Service(new LiveService(service, STATS, List.of())));
  }

  @Test
  void aDestinationIsReadWithItsConnections() {
    String golden =
        """
            05 01 00 00                  # NEW_DEST
            e0 00 02 00                  # DEST, 224 bytes
            14 00 01 00 c0 a8 01 1f 00 00 00 00 00 00 00 00 00 00 00 00 # ADDR 192.168.1.31
            06 00 02 00 00 50 00 00      # PORT 80
            08 00 03 00 03 00 00 00      # FWD_METHOD direct route
            08 00 04 00 05 00 00 00      # WEIGHT 5
            08 00 05 00 00 00 00 00      # U_THRESH
            08 00 06 00 00 00 00 00      # L_THRESH
            08 00 07 00 0b 00 00 00      # ACTIVE_CONNS 11
            08 00 08 00 0c 00 00 00      # INACT_CONNS 12
            08 00 09 00 0d 00 00 00      # PERSIST_CONNS 13
            """
            + STATS64
            + STATS32;
    IpvsDestination server =
        IpvsDestination.of(IpAddress.of("192.168.1.31"), 80, ForwardingMethod.DIRECT_ROUTE, 5);
    assertThat(decode(golden))
        .isEqualTo(new IpvsReply.Destination(new LiveDestination(server, 11, 12, 13, STATS)));
    assertThat(IpvsReplies.decodeSettings(GoldenBytes.of(golden), Family.INET))
        .isEqualTo(new IpvsReply.Settings(server));
  }

  @Test
  void infoTimeoutsAndDaemonsAreRead() {
    assertThat(decode("0e 01 00 00 08 00 01 00 01 02 01 00 08 00 02 00 00 10 00 00"))
        .isEqualTo(new IpvsReply.Version(new IpvsInfo(0x010201, 4096)));
    assertThat(new IpvsInfo(0x010201, 4096).versionText()).isEqualTo("1.2.1");
    assertThat(
            decode(
                "0c 01 00 00 08 00 04 00 84 03 00 00 08 00 05 00 78 00 00 00 08 00 06 00 2c 01 00 00"))
        .isEqualTo(new IpvsReply.Timeouts(new IpvsTimeouts(900, 120, 300)));
    SyncDaemon daemon =
        new SyncDaemon(
            SyncDaemon.Role.MASTER,
            "eth0",
            51,
            1400,
            Optional.of(IpAddress.of("224.0.0.82")),
            8849,
            2);
    assertThat(IpvsReplies.decode(IpvsMessages.newDaemon(daemon), Family.INET))
        .isEqualTo(new IpvsReply.Daemon(daemon));
  }

  static List<Long> seeds() {
    return LongStream.range(0, 50).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadBack(long seed) {
    for (IpvsPool pool : new RandomTables(seed).table(24).pools().values()) {
      byte[] message = IpvsMessages.encode(new IpvsChange.NewService(pool.service()));
      assertThat(IpvsReplies.decode(message, Family.INET))
          .isEqualTo(
              new IpvsReply.Service(new LiveService(pool.service(), IpvsStats.ZERO, List.of())));
      for (IpvsDestination server : pool.destinations()) {
        byte[] added = IpvsMessages.encode(new IpvsChange.NewDestination(pool.key(), server));
        assertThat(IpvsReplies.decode(added, Family.INET))
            .isEqualTo(
                new IpvsReply.Destination(new LiveDestination(server, 0, 0, 0, IpvsStats.ZERO)));
        assertThat(IpvsReplies.decodeSettings(added, Family.INET))
            .isEqualTo(new IpvsReply.Settings(server));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01 01 00",
        "01 01 00 00",
        "63 01 00 00",
        "01 01 00 00 03 00 01 00",
        "01 01 00 00 ff ff 01 00",
        "01 01 00 00 0c 00 01 00 06 00 01 00 07 00 00 00",
        "01 01 00 00 0c 00 01 00 06 00 01 00 02 00 00 00",
        "01 01 00 00 09 00 01 00 05 00 01 00 02 00 00 00",
        "05 01 00 00 0c 00 02 00 08 00 04 00 ff ff ff ff",
        "09 01 00 00 0c 00 03 00 08 00 01 00 03 00 00 00",
        "0c 01 00 00 08 00 04 00 ff ff ff ff"
      })
  void bytesThatMakeNoSenseAreRejected(String hex) {
    assertThat(decode(hex)).isInstanceOf(IpvsReply.Rejected.class);
    assertThat(IpvsReplies.decodeSettings(GoldenBytes.of(hex), Family.INET))
        .isInstanceOf(IpvsReply.Rejected.class);
  }

  @Test
  void aRejectionSaysWhatIsWrong() {
    assertThat(decode("01 01 00 00 ff ff 01 00"))
        .isEqualTo(
            new IpvsReply.Rejected(
                "IPVS answer to command 1: attribute at byte 4 claims 65535 bytes"));
  }

  private static IpvsReply decode(String golden) {
    return IpvsReplies.decode(GoldenBytes.of(golden), Family.INET);
  }
}
