package org.lvsdirector.vrrp.packet;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an instance expects of the adverts it receives.
 *
 * @param version 2 or 3
 * @param family IPv4 or IPv6
 * @param interval own advert interval
 * @param delivery multicast or unicast
 * @param authType the version 2 scheme
 * @param password eight octets, zero padded; empty without authentication
 * @param hmac the 2.4 extension
 * @param addresses own VIPs that adverts should list
 * @param checksum how checksums are formed
 * @param oldUnicastAllowed whether a peer of keepalived up to 1.3.6 may switch the checksum form
 * @param ownerIgnoresAdverts {@code owner_ignore_adverts}
 */
public record ReceiveSettings(
    int version,
    AddressFamily family,
    Duration interval,
    Delivery delivery,
    AuthType authType,
    Octets password,
    Optional<HmacSettings> hmac,
    List<InetAddress> addresses,
    ChecksumRule checksum,
    boolean oldUnicastAllowed,
    boolean ownerIgnoresAdverts) {
  /** Copies the list. */
  public ReceiveSettings {
    addresses = List.copyOf(addresses);
  }
}
