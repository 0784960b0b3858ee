package org.lvsdirector.ipvs.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.ipvs.model.TunnelType;

/**
 * Requests to the IPVS family, each as the payload of a netlink message (generic netlink header and
 * attributes).
 *
 * <p>Commands on destinations name their service by identity alone; the kernel reads nothing else
 * there.
 */
public final class IpvsMessages {
  /** Name of the generic netlink family. */
  public static final String FAMILY = "IPVS";

  /**
   * No message of this family comes near it: the largest, a full destination, has some 150 bytes.
   */
  public static final int MAX_LENGTH = 512;

  private IpvsMessages() {}

  /** A change of the table. */
  public static byte[] encode(IpvsChange change) {
    return bytes(out -> encode(change, out));
  }

  /**
   * Writes a change of the table at the buffer's position.
   *
   * @param out in native order, with room for {@link #MAX_LENGTH} bytes
   */
  public static void encode(IpvsChange change, ByteBuffer out) {
    switch (change) {
      case IpvsChange.NewService(var service) ->
          service(out, IpvsAttribute.CMD_NEW_SERVICE, service);
      case IpvsChange.SetService(var service) ->
          service(out, IpvsAttribute.CMD_SET_SERVICE, service);
      case IpvsChange.DelService(var key) -> identity(out, IpvsAttribute.CMD_DEL_SERVICE, key);
      case IpvsChange.NewDestination(var key, var destination) ->
          destination(identity(out, IpvsAttribute.CMD_NEW_DEST, key), destination);
      case IpvsChange.SetDestination(var key, var destination) ->
          destination(identity(out, IpvsAttribute.CMD_SET_DEST, key), destination);
      case IpvsChange.DelDestination(var key, var destination) ->
          delDestination(identity(out, IpvsAttribute.CMD_DEL_DEST, key), destination);
    }
  }

  /** Asks for version and table size; also the test whether IPVS is there. */
  public static byte[] getInfo() {
    return command(IpvsAttribute.CMD_GET_INFO);
  }

  /** Asks for services: with the dump flag all of them. */
  public static byte[] getServices() {
    return command(IpvsAttribute.CMD_GET_SERVICE);
  }

  /** Asks for one service; ESRCH if there is none. */
  public static byte[] getService(ServiceKey key) {
    return bytes(out -> identity(out, IpvsAttribute.CMD_GET_SERVICE, key));
  }

  /** Asks, with the dump flag, for the destinations of a service; a missing service has none. */
  public static byte[] getDestinations(ServiceKey key) {
    return bytes(out -> identity(out, IpvsAttribute.CMD_GET_DEST, key));
  }

  /** Removes every service of the network namespace, foreign ones too. */
  public static byte[] flush() {
    return command(IpvsAttribute.CMD_FLUSH);
  }

  /** Sets the counters of one service, or of all, back to zero. */
  public static byte[] zero(Optional<ServiceKey> key) {
    return key.map(one -> bytes(out -> identity(out, IpvsAttribute.CMD_ZERO, one)))
        .orElseGet(() -> command(IpvsAttribute.CMD_ZERO));
  }

  /** Asks for the three connection timeouts. */
  public static byte[] getTimeouts() {
    return command(IpvsAttribute.CMD_GET_CONFIG);
  }

  /** Sets the connection timeouts; 0 leaves one as it is. */
  public static byte[] setTimeouts(IpvsTimeouts timeouts) {
    return bytes(
        out ->
            new AttributeWriter(out, IpvsAttribute.CMD_SET_CONFIG)
                .u32(IpvsAttribute.TIMEOUT_TCP, timeouts.tcp())
                .u32(IpvsAttribute.TIMEOUT_TCP_FIN, timeouts.tcpFin())
                .u32(IpvsAttribute.TIMEOUT_UDP, timeouts.udp()));
  }

  /** Asks, with the dump flag, for the running sync daemons. */
  public static byte[] getDaemons() {
    return command(IpvsAttribute.CMD_GET_DAEMON);
  }

  /** Starts a sync daemon. */
  public static byte[] newDaemon(SyncDaemon daemon) {
    return bytes(
        buffer -> newDaemon(new AttributeWriter(buffer, IpvsAttribute.CMD_NEW_DAEMON), daemon));
  }

  private static void newDaemon(AttributeWriter out, SyncDaemon daemon) {
    int nest = out.open(IpvsAttribute.DAEMON);
    out.u32(IpvsAttribute.DAEMON_STATE, daemon.role().number())
        .string(IpvsAttribute.DAEMON_MCAST_IFN, daemon.interfaceName())
        .u32(IpvsAttribute.DAEMON_SYNC_ID, daemon.syncId());
    if (daemon.maxLength() != 0) {
      out.u16(IpvsAttribute.DAEMON_SYNC_MAXLEN, daemon.maxLength());
    }
    daemon
        .group()
        .ifPresent(
            group -> {
              int type =
                  group.family() == Family.INET
                      ? IpvsAttribute.DAEMON_MCAST_GROUP
                      : IpvsAttribute.DAEMON_MCAST_GROUP6;
              out.bytes(type, group.toBytes(), group.family().bits() / 8);
            });
    if (daemon.port() != 0) {
      out.u16(IpvsAttribute.DAEMON_MCAST_PORT, daemon.port());
    }
    if (daemon.ttl() != 0) {
      out.u8(IpvsAttribute.DAEMON_MCAST_TTL, daemon.ttl());
    }
    out.close(nest);
  }

  /** Stops the sync daemon of a role. */
  public static byte[] delDaemon(SyncDaemon.Role role) {
    return bytes(
        buffer -> {
          AttributeWriter out = new AttributeWriter(buffer, IpvsAttribute.CMD_DEL_DAEMON);
          int nest = out.open(IpvsAttribute.DAEMON);
          out.u32(IpvsAttribute.DAEMON_STATE, role.number());
          out.close(nest);
        });
  }

  private static byte[] command(int command) {
    return bytes(buffer -> new AttributeWriter(buffer, command));
  }

  private static byte[] bytes(Consumer<ByteBuffer> writing) {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_LENGTH).order(ByteOrder.nativeOrder());
    writing.accept(buffer);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static void service(ByteBuffer buffer, int command, IpvsService service) {
    AttributeWriter out = new AttributeWriter(buffer, command);
    int nest = out.open(IpvsAttribute.SERVICE);
    identity(out, service.key());
    out.string(IpvsAttribute.SVC_SCHED_NAME, service.scheduler().name());
    service.engine().ifPresent(engine -> out.string(IpvsAttribute.SVC_PE_NAME, engine));
    // A mask of all ones: flags that are not wanted are cleared (keepalived reference, LVS 5).
    out.pair(IpvsAttribute.SVC_FLAGS, service.flags().bits(), -1)
        .u32(IpvsAttribute.SVC_TIMEOUT, service.timeout());
    if (service.key().family() == Family.INET) {
      out.u32be(IpvsAttribute.SVC_NETMASK, service.netmask());
    } else {
      out.u32(IpvsAttribute.SVC_NETMASK, service.netmask());
    }
    out.close(nest);
  }

  private static void destination(AttributeWriter out, IpvsDestination destination) {
    int nest = out.open(IpvsAttribute.DEST);
    identity(out, destination.key());
    out.u32(IpvsAttribute.DEST_FWD_METHOD, destination.method().number())
        .u32(IpvsAttribute.DEST_WEIGHT, destination.weight());
    if (destination.method() == ForwardingMethod.TUNNEL) {
      tunnel(out, destination.tunnel());
    }
    out.u32(IpvsAttribute.DEST_U_THRESH, destination.upperThreshold())
        .u32(IpvsAttribute.DEST_L_THRESH, destination.lowerThreshold());
    out.close(nest);
  }

  private static void delDestination(AttributeWriter out, DestinationKey destination) {
    int nest = out.open(IpvsAttribute.DEST);
    identity(out, destination);
    out.close(nest);
  }

  /**
   * Type only for tunnels, port only for gue, flags only for gue and gre: older kernels know none
   * of them.
   */
  private static void tunnel(AttributeWriter out, Tunnel tunnel) {
    out.u8(IpvsAttribute.DEST_TUN_TYPE, tunnel.type().number());
    if (tunnel.type() == TunnelType.GUE) {
      out.u16be(IpvsAttribute.DEST_TUN_PORT, tunnel.port());
    }
    if (tunnel.type() != TunnelType.IPIP) {
      out.u16(IpvsAttribute.DEST_TUN_FLAGS, tunnel.checksum().number());
    }
  }

  private static AttributeWriter identity(ByteBuffer buffer, int command, ServiceKey key) {
    AttributeWriter out = new AttributeWriter(buffer, command);
    int nest = out.open(IpvsAttribute.SERVICE);
    identity(out, key);
    out.close(nest);
    return out;
  }

  private static void identity(AttributeWriter out, ServiceKey key) {
    out.u16(IpvsAttribute.SVC_AF, key.family().number());
    switch (key) {
      case FwmarkService mark -> out.u32(IpvsAttribute.SVC_FWMARK, mark.mark());
      case TransportService(var protocol, var address, var port) ->
          out.u16(IpvsAttribute.SVC_PROTOCOL, protocol.number())
              .address(IpvsAttribute.SVC_ADDR, address)
              .u16be(IpvsAttribute.SVC_PORT, port);
    }
  }

  private static void identity(AttributeWriter out, DestinationKey key) {
    out.u16(IpvsAttribute.DEST_ADDR_FAMILY, key.address().family().number())
        .address(IpvsAttribute.DEST_ADDR, key.address())
        .u16be(IpvsAttribute.DEST_PORT, key.port());
  }
}
