package org.lvsdirector.vrrp.packet;

import java.util.Locale;

/**
 * The statistics keepalived keeps per instance, in the order of its JSON dump (reference, VRRP
 * 23.4).
 */
public enum Counter {
  /** Adverts that passed the checks. */
  ADVERT_RCVD,
  /** Adverts sent; one per interval, however many unicast peers. */
  ADVERT_SENT,
  /** Times this router became MASTER. */
  BECOME_MASTER,
  /** Times it gave MASTER up. */
  RELEASE_MASTER,
  /** Packets of a wrong length. */
  PACKET_LEN_ERR,
  /** Never grows in keepalived: a version 2 interval mismatch is dropped without being counted. */
  ADVERT_INTERVAL_ERR,
  /** TTL or hop limit not allowed. */
  IP_TTL_ERR,
  /** Not an advertisement. */
  INVALID_TYPE_RCVD,
  /** Address list differs, or unicast where multicast is configured and the reverse. */
  ADDR_LIST_ERR,
  /** Unknown authentication type. */
  INVALID_AUTHTYPE,
  /** Authentication type other than configured. */
  AUTHTYPE_MISMATCH,
  /** Wrong password or check value. */
  AUTH_FAILURE,
  /** No HMAC trailer although required. */
  AUTH_EXT_MISSING,
  /** HMAC trailer with wrong type or reserved octets. */
  AUTH_EXT_MALFORMED,
  /** HMAC trailer with a key id that is not configured. */
  AUTH_EXT_UNKNOWN_KEY,
  /** HMAC trailer whose check value does not match. */
  AUTH_EXT_INVALID_HMAC,
  /** HMAC trailer outside the time window. */
  AUTH_EXT_STALE,
  /** HMAC trailer seen before. */
  AUTH_EXT_REPLAY,
  /** Adverts of priority 0 heard. */
  PRI_ZERO_RCVD,
  /** Adverts of priority 0 sent. */
  PRI_ZERO_SENT,
  /** Version other than configured (SNMP only). */
  VERS_ERR,
  /** Wrong checksum (SNMP only). */
  CHK_ERR,
  /** Adverts that could not be sent, or not to every peer (ours, keepalived only logs them). */
  SEND_ERR;

  /** Whether keepalived's JSON has it. */
  public boolean inJson() {
    return this != VERS_ERR && this != CHK_ERR && this != SEND_ERR;
  }

  /** The name in keepalived's JSON. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
