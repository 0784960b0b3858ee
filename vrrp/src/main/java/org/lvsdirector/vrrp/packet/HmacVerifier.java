package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;
import org.lvsdirector.vrrp.packet.ReceiveMemory.ReplayMark;

/** Check 5: the HMAC trailer, in keepalived's order (reference, VRRP 4.5). */
final class HmacVerifier {
  private final HmacSettings settings;
  private final Delivery delivery;
  private final InetAddress source;
  private final Instant utc;
  private final List<Remark> remarks = new ArrayList<>();

  HmacVerifier(HmacSettings settings, Delivery delivery, InetAddress source, Instant utc) {
    this.settings = settings;
    this.delivery = delivery;
    this.source = source;
    this.utc = utc;
  }

  List<Remark> remarks() {
    return remarks;
  }

  Optional<Rejected> verify(Octets pdu, Octets trailer, ReceiveMemory memory) {
    if (delivery instanceof Delivery.Unicast unicast && unicast.peer(source).isEmpty()) {
      return reject(ReceiveCheck.HMAC_SOURCE, Addresses.text(source) + " is no unicast_peer");
    }
    if (trailer.at(0) != 1 || trailer.shortAt(2) != 0) {
      return reject(ReceiveCheck.HMAC_MALFORMED, "trailer begins " + trailer.slice(0, 4));
    }
    if (staleBy(trailer) > settings.timeWindow().toSeconds()) {
      return reject(
          ReceiveCheck.HMAC_STALE,
          "clock differs by " + staleBy(trailer) + " s (window " + windowText() + ")");
    }
    Octets key = settings.keys().get(trailer.at(1));
    if (key == null) {
      return reject(ReceiveCheck.HMAC_UNKNOWN_KEY, "key id " + trailer.at(1));
    }
    byte[] expected = HmacTrailer.mac(pdu.toArray(), source, trailer.toArray(), key.toArray());
    if (!MessageDigest.isEqual(expected, trailer.slice(12, HmacTrailer.LENGTH).toArray())) {
      return reject(ReceiveCheck.HMAC_INVALID, "key id " + trailer.at(1));
    }
    return replay(trailer, memory);
  }

  private Optional<Rejected> replay(Octets trailer, ReceiveMemory memory) {
    long sequence = sequence(trailer);
    Optional<ReplayMark> mark = memory.mark(source).filter(this::stillCounts);
    if (mark.isPresent() && Long.compareUnsigned(sequence, mark.get().sequence()) <= 0) {
      return reject(ReceiveCheck.HMAC_REPLAY, "sequence " + Long.toHexString(sequence));
    }
    long skew = staleBy(trailer);
    if (skew * 2 > settings.timeWindow().toSeconds()) {
      remarks.add(
          new Remark(
              Remark.Kind.CLOCK_SKEW,
              "clock of "
                  + Addresses.text(source)
                  + (" differs by " + skew + " s (window " + windowText() + "); check NTP")));
    }
    return Optional.empty();
  }

  /**
   * A mark outside the window no longer counts, or a peer whose clock was stepped back stays
   * refused.
   */
  private boolean stillCounts(ReplayMark mark) {
    long age = Math.abs(utc.getEpochSecond() - HmacSequence.seconds(mark.sequence()));
    return settings.antiReplay() == HmacSettings.AntiReplay.MONOTONIC
        || age <= settings.timeWindow().toSeconds();
  }

  /** Seconds between the sender's clock and ours; 0 where time does not matter. */
  private long staleBy(Octets trailer) {
    return settings.antiReplay() == HmacSettings.AntiReplay.MONOTONIC
        ? 0
        : Math.abs(utc.getEpochSecond() - trailer.intAt(4));
  }

  static long sequence(Octets trailer) {
    return trailer.intAt(4) << 32 | trailer.intAt(8);
  }

  private String windowText() {
    return settings.timeWindow().toSeconds() + " s";
  }

  private static Optional<Rejected> reject(ReceiveCheck check, String detail) {
    return Optional.of(new Rejected(check, detail));
  }
}
