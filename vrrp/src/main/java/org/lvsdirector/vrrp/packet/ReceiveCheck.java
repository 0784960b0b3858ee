package org.lvsdirector.vrrp.packet;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The receive checks in the order keepalived makes them (reference, VRRP 6), with the counter that
 * grows when one fails. The order matters to operators: the counter says which of several faults a
 * packet had first.
 */
public enum ReceiveCheck {
  /** Octets end inside the headers. */
  TOO_SHORT(null),
  /** 1: an authentication header where none is configured, or none where one is. */
  AH_PRESENCE(Counter.AUTHTYPE_MISMATCH),
  /** 2: length against address count. */
  LENGTH(Counter.PACKET_LEN_ERR),
  /** 3: TTL 255, multicast only (RFC 9568 section 7.1). */
  TTL(Counter.IP_TTL_ERR),
  /** 4: version as configured. */
  VERSION(Counter.VERS_ERR),
  /** 5: trailer missing. */
  HMAC_MISSING(Counter.AUTH_EXT_MISSING),
  /** 5: signed by a source that is no peer. */
  HMAC_SOURCE(null),
  /** 5: trailer malformed. */
  HMAC_MALFORMED(Counter.AUTH_EXT_MALFORMED),
  /** 5: trailer too old or too new. */
  HMAC_STALE(Counter.AUTH_EXT_STALE),
  /** 5: unknown key. */
  HMAC_UNKNOWN_KEY(Counter.AUTH_EXT_UNKNOWN_KEY),
  /** 5: check value wrong. */
  HMAC_INVALID(Counter.AUTH_EXT_INVALID_HMAC),
  /** 5: sequence seen before. */
  HMAC_REPLAY(Counter.AUTH_EXT_REPLAY),
  /** 6: version 2 authentication type known. */
  AUTH_TYPE_KNOWN(Counter.INVALID_AUTHTYPE),
  /** 7: version 2 authentication type as configured. */
  AUTH_TYPE_MATCH(Counter.AUTHTYPE_MISMATCH),
  /** 8: password or authentication header. */
  AUTHENTICATION(Counter.AUTH_FAILURE),
  /** 8: something other than VRRP behind the authentication header. */
  AH_NEXT_HEADER(null),
  /** 9: version 2 interval as configured; not counted. */
  INTERVAL(null),
  /** 10: type 1. */
  TYPE(Counter.INVALID_TYPE_RCVD),
  /** 11: IPv4 total length. */
  TOTAL_LENGTH(Counter.PACKET_LEN_ERR),
  /** 13: checksum. */
  CHECKSUM(Counter.CHK_ERR),
  /** 14: multicast or unicast as configured. */
  DESTINATION(Counter.ADDR_LIST_ERR),
  /** 15: an owner that ignores adverts. */
  OWNER_IGNORES(null),
  /** 18: unicast source is a peer. */
  UNICAST_SOURCE(null),
  /** 18: TTL within the peer's limits. */
  UNICAST_TTL(Counter.IP_TTL_ERR);

  private final @Nullable Counter counter;

  ReceiveCheck(@Nullable Counter counter) {
    this.counter = counter;
  }

  /** What is counted when this check fails. */
  public Optional<Counter> counter() {
    return Optional.ofNullable(counter);
  }
}
