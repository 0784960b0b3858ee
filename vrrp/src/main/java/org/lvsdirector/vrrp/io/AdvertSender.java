package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.PacketSettings;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.packet.AdvertisementCodec;
import org.lvsdirector.vrrp.packet.AuthType;
import org.lvsdirector.vrrp.packet.Envelope;
import org.lvsdirector.vrrp.packet.HmacSequence;
import org.lvsdirector.vrrp.packet.HmacSettings;
import org.lvsdirector.vrrp.packet.Octets;
import org.lvsdirector.vrrp.packet.SendSecurity;

/**
 * Adverts to octets to sockets; keeps the numbers that count up with every advert of an instance.
 */
final class AdvertSender {
  private static final int MAX_ID = 0xffff;
  private static final int DEFAULT_TTL = 255;

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();

  /**
   * Sends to the group or to each peer in order; all copies carry one id and one sequence (4.4).
   */
  void send(
      VrrpEffect.SendAdvert effect, VrrpInstance config, InetAddress source, VrrpSocket socket)
      throws LinuxException {
    int id = idAfter(ids.getOrDefault(effect.instance(), 0));
    ids.put(effect.instance(), id);
    int ttl = config.transport().ttl().orElse(DEFAULT_TTL);
    SendSecurity security = security(effect, config);
    Optional<LinuxException> failure = Optional.empty();
    for (InetAddress destination : PacketSettings.delivery(config).destinations()) {
      byte[] packet =
          AdvertisementCodec.encode(
              effect.advertisement(),
              new Envelope(source, destination, ttl, id),
              security,
              PacketSettings.checksum(config, effect.oldUnicast()));
      try {
        socket.send(packet, source, destination);
      } catch (LinuxException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Counts from 1 and leaves out 0 (keepalived reference, VRRP 2.1). */
  static int idAfter(int last) {
    return last == MAX_ID ? 1 : last + 1;
  }

  private SendSecurity security(VrrpEffect.SendAdvert effect, VrrpInstance config) {
    if (PacketSettings.authType(config) == AuthType.AH) {
      return new SendSecurity.Ah(PacketSettings.password(config), effect.ahSequence());
    }
    Optional<HmacSettings> hmac = PacketSettings.signing(config);
    if (hmac.isEmpty()) {
      return new SendSecurity.Plain();
    }
    long last = sequences.getOrDefault(effect.instance(), 0L);
    long sequence = HmacSequence.next(last, Instant.now(), hmac.get());
    sequences.put(effect.instance(), sequence);
    int keyId = hmac.get().activeKey();
    Octets key = hmac.get().keys().getOrDefault(keyId, Octets.EMPTY);
    return new SendSecurity.Hmac(keyId, key, sequence);
  }
}
