package org.lvsdirector.ipvs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelChecksum;
import org.lvsdirector.ipvs.model.TunnelType;

/**
 * Every request of the family byte by byte, as linux/ip_vs.h lays them out on a little-endian host.
 */
class IpvsMessagesTest {
  private static final ServiceKey WEB =
      new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80);
  private static final ServiceKey WEB6 =
      new TransportService(Protocol.UDP, IpAddress.of("2001:db8::1"), 443);
  private static final ServiceKey MARK = new FwmarkService(5, Family.INET);

  private static final String WEB_IDENTITY =
      """
      30 00 01 80                  # SERVICE, nested, 48 bytes
      06 00 01 00 02 00 00 00      # AF inet
      06 00 02 00 06 00 00 00      # PROTOCOL tcp
      14 00 03 00 0a 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 # ADDR 10.0.0.1, filled to 16
      06 00 04 00 00 50 00 00      # PORT 80, network order
      """;
  private static final String MARK_IDENTITY =
      """
      14 00 01 80                  # SERVICE, nested, 20 bytes
      06 00 01 00 02 00 00 00      # AF inet
      08 00 05 00 05 00 00 00      # FWMARK 5
      """;

  @BeforeAll
  static void hostIsLittleEndian() {
    assertThat(ByteOrder.nativeOrder())
        .as("the bytes below are those of a little-endian host")
        .isEqualTo(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void newServiceCarriesIdentityAndEverySetting() {
    IpvsService service =
        IpvsService.of(WEB, Scheduler.WLC).persistent(360, 0xffffff00).withEngine("sip");
    check(
        IpvsMessages.encode(new IpvsChange.NewService(service)),
        """
        01 01 00 00                  # NEW_SERVICE, version 1
        5c 00 01 80                  # SERVICE, nested, 92 bytes
        06 00 01 00 02 00 00 00      # AF inet
        06 00 02 00 06 00 00 00      # PROTOCOL tcp
        14 00 03 00 0a 00 00 01 00 00 00 00 00 00 00 00 00 00 00 00 # ADDR 10.0.0.1
        06 00 04 00 00 50 00 00      # PORT 80
        08 00 06 00 77 6c 63 00      # SCHED_NAME wlc
        08 00 0b 00 73 69 70 00      # PE_NAME sip
        0c 00 07 00 01 00 00 00 ff ff ff ff # FLAGS persistent, mask all
        08 00 08 00 68 01 00 00      # TIMEOUT 360
        08 00 09 00 ff ff ff 00      # NETMASK 255.255.255.0, network order
        """);
  }

  @Test
  void setServiceOfIpv6SendsThePrefixLengthInHostOrder() {
    IpvsService service =
        IpvsService.of(WEB6, Scheduler.SH)
            .withFlags(new ServiceFlags(ServiceFlags.ONE_PACKET | ServiceFlags.SCHED2));
    check(
        IpvsMessages.encode(new IpvsChange.SetService(service)),
        """
        02 01 00 00                  # SET_SERVICE
        54 00 01 80                  # SERVICE, nested, 84 bytes
        06 00 01 00 0a 00 00 00      # AF inet6
        06 00 02 00 11 00 00 00      # PROTOCOL udp
        14 00 03 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 # ADDR 2001:db8::1
        06 00 04 00 01 bb 00 00      # PORT 443
        07 00 06 00 73 68 00 00      # SCHED_NAME sh and padding
        0c 00 07 00 14 00 00 00 ff ff ff ff # FLAGS one packet, sh-port
        08 00 08 00 00 00 00 00      # TIMEOUT 0
        08 00 09 00 80 00 00 00      # NETMASK 128
        """);
  }

  @Test
  void serviceOfAMarkHasNoProtocolAddressOrPort() {
    check(
        IpvsMessages.encode(new IpvsChange.NewService(IpvsService.of(MARK, Scheduler.RR))),
        """
        01 01 00 00                  # NEW_SERVICE
        38 00 01 80                  # SERVICE, nested, 56 bytes
        06 00 01 00 02 00 00 00      # AF inet
        08 00 05 00 05 00 00 00      # FWMARK 5
        07 00 06 00 72 72 00 00      # SCHED_NAME rr
        0c 00 07 00 00 00 00 00 ff ff ff ff # FLAGS none, mask all
        08 00 08 00 00 00 00 00      # TIMEOUT 0
        08 00 09 00 ff ff ff ff      # NETMASK all ones
        """);
  }

  @Test
  void delServiceSendsItsIdentity() {
    check(
        IpvsMessages.encode(new IpvsChange.DelService(WEB)),
        "03 01 00 00 # DEL_SERVICE\n" + WEB_IDENTITY);
    check(
        IpvsMessages.encode(new IpvsChange.DelService(MARK)),
        "03 01 00 00 # DEL_SERVICE\n" + MARK_IDENTITY);
  }

  @Test
  void newDestinationOfDirectRoutingSendsNoTunnelData() {
    IpvsDestination server =
        IpvsDestination.of(IpAddress.of("192.168.1.31"), 80, ForwardingMethod.DIRECT_ROUTE, 3)
            .withThresholds(100, 50);
    check(
        IpvsMessages.encode(new IpvsChange.NewDestination(WEB, server)),
        "05 01 00 00 # NEW_DEST\n"
            + WEB_IDENTITY
            + """
            48 00 02 80                  # DEST, nested, 72 bytes
            06 00 0b 00 02 00 00 00      # ADDR_FAMILY inet
            14 00 01 00 c0 a8 01 1f 00 00 00 00 00 00 00 00 00 00 00 00 # ADDR 192.168.1.31
            06 00 02 00 00 50 00 00      # PORT 80
            08 00 03 00 03 00 00 00      # FWD_METHOD direct route
            08 00 04 00 03 00 00 00      # WEIGHT 3
            08 00 05 00 64 00 00 00      # U_THRESH 100
            08 00 06 00 32 00 00 00      # L_THRESH 50
            """);
  }

  @Test
  void setDestinationOfAGueTunnelSendsTypePortAndFlags() {
    IpvsDestination server =
        IpvsDestination.of(IpAddress.of("fd00::31"), 80, ForwardingMethod.TUNNEL, 1)
            .tunnelled(new Tunnel(TunnelType.GUE, 6080, TunnelChecksum.REMOTE));
    check(
        IpvsMessages.encode(new IpvsChange.SetDestination(WEB, server)),
        "06 01 00 00 # SET_DEST\n"
            + WEB_IDENTITY
            + """
            60 00 02 80                  # DEST, nested, 96 bytes
            06 00 0b 00 0a 00 00 00      # ADDR_FAMILY inet6
            14 00 01 00 fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 31 # ADDR fd00::31
            06 00 02 00 00 50 00 00      # PORT 80
            08 00 03 00 02 00 00 00      # FWD_METHOD tunnel
            08 00 04 00 01 00 00 00      # WEIGHT 1
            05 00 0d 00 01 00 00 00      # TUN_TYPE gue
            06 00 0e 00 17 c0 00 00      # TUN_PORT 6080, network order
            06 00 0f 00 02 00 00 00      # TUN_FLAGS remote checksum
            08 00 05 00 00 00 00 00      # U_THRESH none
            08 00 06 00 00 00 00 00      # L_THRESH none
            """);
  }

  @Test
  void anIpipTunnelSendsItsTypeAloneAndGreItsFlags() {
    IpvsDestination ipip =
        IpvsDestination.of(IpAddress.of("192.168.1.31"), 0, ForwardingMethod.TUNNEL, 1);
    String head = "06 00 02 00 00 00 00 00 08 00 03 00 02 00 00 00 08 00 04 00 01 00 00 00 ";
    assertThat(GoldenBytes.hex(IpvsMessages.encode(new IpvsChange.NewDestination(MARK, ipip))))
        .contains(head + "05 00 0d 00 00 00 00 00 08 00 05 00");
    IpvsDestination gre = ipip.tunnelled(new Tunnel(TunnelType.GRE, 0, TunnelChecksum.CHECKSUM));
    assertThat(GoldenBytes.hex(IpvsMessages.encode(new IpvsChange.NewDestination(MARK, gre))))
        .contains(head + "05 00 0d 00 02 00 00 00 06 00 0f 00 01 00 00 00 08 00 05 00");
  }

  @Test
  void delDestinationSendsBothIdentities() {
    check(
        IpvsMessages.encode(
            new IpvsChange.DelDestination(
                MARK, new DestinationKey(IpAddress.of("192.168.1.31"), 0))),
        "07 01 00 00 # DEL_DEST\n"
            + MARK_IDENTITY
            + """
            28 00 02 80                  # DEST, nested, 40 bytes
            06 00 0b 00 02 00 00 00      # ADDR_FAMILY inet
            14 00 01 00 c0 a8 01 1f 00 00 00 00 00 00 00 00 00 00 00 00 # ADDR 192.168.1.31
            06 00 02 00 00 00 00 00      # PORT 0
            """);
  }

  @Test
  void questionsAreTheCommandAndAtMostAnIdentity() {
    check(IpvsMessages.getServices(), "04 01 00 00 # GET_SERVICE, all of them with the dump flag");
    check(IpvsMessages.getService(WEB), "04 01 00 00 # GET_SERVICE\n" + WEB_IDENTITY);
    check(IpvsMessages.getDestinations(MARK), "08 01 00 00 # GET_DEST\n" + MARK_IDENTITY);
    check(IpvsMessages.getDaemons(), "0b 01 00 00 # GET_DAEMON");
    check(IpvsMessages.getTimeouts(), "0d 01 00 00 # GET_CONFIG");
    check(IpvsMessages.getInfo(), "0f 01 00 00 # GET_INFO");
  }

  @Test
  void zeroAndFlush() {
    check(IpvsMessages.zero(Optional.empty()), "10 01 00 00 # ZERO, everything");
    check(IpvsMessages.zero(Optional.of(MARK)), "10 01 00 00 # ZERO\n" + MARK_IDENTITY);
    check(IpvsMessages.flush(), "11 01 00 00 # FLUSH");
  }

  @Test
  void timeoutsAreThreeNumbersOfSeconds() {
    check(
        IpvsMessages.setTimeouts(new IpvsTimeouts(900, 120, 300)),
        """
        0c 01 00 00                  # SET_CONFIG
        08 00 04 00 84 03 00 00      # TIMEOUT_TCP 900
        08 00 05 00 78 00 00 00      # TIMEOUT_TCP_FIN 120
        08 00 06 00 2c 01 00 00      # TIMEOUT_UDP 300
        """);
  }

  @Test
  void aSyncDaemonWithEverySetting() {
    SyncDaemon daemon =
        new SyncDaemon(
            SyncDaemon.Role.MASTER,
            "eth0",
            51,
            1400,
            Optional.of(IpAddress.of("224.0.0.82")),
            8849,
            2);
    check(
        IpvsMessages.newDaemon(daemon),
        """
        09 01 00 00                  # NEW_DAEMON
        40 00 03 80                  # DAEMON, nested, 64 bytes
        08 00 01 00 01 00 00 00      # STATE master
        09 00 02 00 65 74 68 30 00 00 00 00 # MCAST_IFN eth0
        08 00 03 00 33 00 00 00      # SYNC_ID 51
        06 00 04 00 78 05 00 00      # SYNC_MAXLEN 1400
        08 00 05 00 e0 00 00 52      # MCAST_GROUP 224.0.0.82
        06 00 07 00 91 22 00 00      # MCAST_PORT 8849, host order
        05 00 08 00 02 00 00 00      # MCAST_TTL 2
        """);
  }

  @Test
  void aSyncDaemonLeavesTheKernelItsDefaults() {
    check(
        IpvsMessages.newDaemon(SyncDaemon.of(SyncDaemon.Role.BACKUP, "eth0", 0)),
        """
        09 01 00 00                  # NEW_DAEMON
        20 00 03 80                  # DAEMON, nested, 32 bytes
        08 00 01 00 02 00 00 00      # STATE backup
        09 00 02 00 65 74 68 30 00 00 00 00 # MCAST_IFN eth0
        08 00 03 00 00 00 00 00      # SYNC_ID 0
        """);
    check(
        IpvsMessages.delDaemon(SyncDaemon.Role.BACKUP),
        """
        0a 01 00 00                  # DEL_DAEMON
        0c 00 03 80                  # DAEMON, nested, 12 bytes
        08 00 01 00 02 00 00 00      # STATE backup
        """);
  }

  @Test
  void aSyncGroupOfIpv6HasItsOwnAttribute() {
    SyncDaemon daemon =
        new SyncDaemon(
            SyncDaemon.Role.BACKUP, "eth0", 0, 0, Optional.of(IpAddress.of("ff02::81")), 0, 0);
    assertThat(GoldenBytes.hex(IpvsMessages.newDaemon(daemon)))
        .endsWith("14 00 06 00 ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 81");
  }

  private static void check(byte[] message, String golden) {
    assertThat(GoldenBytes.hex(message)).isEqualTo(GoldenBytes.hex(GoldenBytes.of(golden)));
  }
}
