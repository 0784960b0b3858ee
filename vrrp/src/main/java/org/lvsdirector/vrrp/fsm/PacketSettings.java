package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.packet.AddressFamily;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.AuthType;
import org.lvsdirector.vrrp.packet.ChecksumForm;
import org.lvsdirector.vrrp.packet.ChecksumRule;
import org.lvsdirector.vrrp.packet.Delivery;
import org.lvsdirector.vrrp.packet.HmacSettings;
import org.lvsdirector.vrrp.packet.Octets;
import org.lvsdirector.vrrp.packet.ReceiveSettings;
import org.lvsdirector.vrrp.packet.UnicastPeer;

/** From the block in the file to the terms of {@code vrrp.packet}. */
public final class PacketSettings {
  private PacketSettings() {}

  /** The advert of an instance with this priority. */
  public static Advertisement advertisement(VrrpInstance config, int priority) {
    AuthType type = authType(config);
    return new Advertisement(
        config.version(),
        config.virtualRouterId(),
        priority,
        config.version() == 2 ? type.code() : 0,
        config.advertInterval(),
        addresses(config),
        authData(config, type));
  }

  private static Octets authData(VrrpInstance config, AuthType type) {
    if (config.version() != 2 || family(config) == AddressFamily.IPV6) {
      return Octets.EMPTY;
    }
    return type == AuthType.PASS ? password(config) : Octets.of(new byte[8]);
  }

  /** What the receive checks expect. */
  public static ReceiveSettings receive(VrrpInstance config) {
    VrrpBehaviour behaviour = config.behaviour();
    return new ReceiveSettings(
        config.version(),
        family(config),
        config.advertInterval(),
        delivery(config),
        authType(config),
        password(config),
        config.authHmac().map(PacketSettings::hmac),
        addresses(config),
        checksum(config, false),
        config.transport().unicast()
            && config.version() == 3
            && behaviour.oldUnicastChecksum() == VrrpBehaviour.OldChecksum.AUTO,
        behaviour.ownerIgnoreAdverts());
  }

  /**
   * How the checksum of what we send is formed.
   *
   * @param adopted whether a peer made us switch to the old unicast form
   */
  public static ChecksumRule checksum(VrrpInstance config, boolean adopted) {
    VrrpBehaviour behaviour = config.behaviour();
    boolean old =
        adopted
            || (config.transport().unicast()
                && behaviour.oldUnicastChecksum() == VrrpBehaviour.OldChecksum.ALWAYS);
    ChecksumForm form =
        behaviour.v3ChecksumAsV2()
            ? ChecksumForm.AS_VERSION_2
            : old ? ChecksumForm.OLD_UNICAST : ChecksumForm.PSEUDO_HEADER;
    return new ChecksumRule(form, config.transport().multicastGroup());
  }

  /** Multicast or unicast. */
  public static Delivery delivery(VrrpInstance config) {
    if (!config.transport().unicast()) {
      return new Delivery.Multicast(config.transport().multicastGroup());
    }
    List<UnicastPeer> peers =
        config.transport().unicastPeers().stream()
            .map(p -> new UnicastPeer(p.address(), p.minTtl(), p.maxTtl()))
            .toList();
    return new Delivery.Unicast(peers, config.transport().checkUnicastSource());
  }

  /** The address family on the wire. */
  public static AddressFamily family(VrrpInstance config) {
    return config.family() == org.lvsdirector.parser.model.AddressFamily.INET
        ? AddressFamily.IPV4
        : AddressFamily.IPV6;
  }

  /** The version 2 authentication in force. */
  public static AuthType authType(VrrpInstance config) {
    return config
        .authentication()
        .map(a -> a.type() == Authentication.Type.AH ? AuthType.AH : AuthType.PASS)
        .orElse(AuthType.NONE);
  }

  /** The password, eight octets; empty without authentication. */
  public static Octets password(VrrpInstance config) {
    return config
        .authentication()
        .map(a -> Octets.of(a.password().toByteArray()))
        .orElse(Octets.EMPTY);
  }

  /** The {@code auth_hmac} block. */
  public static HmacSettings hmac(AuthHmac hmac) {
    Map<Integer, Octets> keys =
        hmac.keys().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, e -> Octets.of(e.getValue().toByteArray())));
    return new HmacSettings(
        keys,
        hmac.activeKey(),
        hmac.timeWindow(),
        HmacSettings.AntiReplay.valueOf(hmac.antiReplay().name()),
        HmacSettings.Mode.valueOf(hmac.mode().name()));
  }

  private static List<InetAddress> addresses(VrrpInstance config) {
    return config.virtualAddresses().stream().map(VipAddress::address).toList();
  }

  /** The settings that sign outgoing adverts, unless the mode is receive-only. */
  public static Optional<HmacSettings> signing(VrrpInstance config) {
    return config
        .authHmac()
        .map(PacketSettings::hmac)
        .filter(h -> h.mode() != HmacSettings.Mode.RECEIVE_ONLY);
  }
}
