package org.lvsdirector.parser.decode;

import java.util.Optional;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;

/** How many addresses an advert has room for (keepalived reference, VRRP 1.10). */
final class AdvertRoom {
  /** The count is an octet. */
  private static final int MAX_ADVERTISED = 255;

  /** keepalived takes it off the MTU, though the MTU does not count it. */
  private static final int ETHERNET = 14;

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int VRRP_HEADER = 8;
  private static final int AH_HEADER = 24;
  private static final int V2_AUTHENTICATION = 8;
  private static final int HMAC_TRAILER = 28;

  private AdvertRoom() {}

  static int addresses(
      int mtu,
      SettledInstance s,
      Optional<Authentication> authentication,
      Optional<AuthHmac> hmac) {
    boolean inet = s.family == AddressFamily.INET;
    int room = mtu - ETHERNET - VRRP_HEADER - (inet ? IPV4_HEADER : IPV6_HEADER);
    if (inet && s.version == 2) {
      room -= V2_AUTHENTICATION;
    }
    if (authentication.filter(a -> a.type() == Authentication.Type.AH).isPresent()) {
      room -= AH_HEADER;
    }
    if (hmac.filter(h -> h.mode() != AuthHmac.Mode.RECEIVE_ONLY).isPresent()) {
      room -= HMAC_TRAILER;
    }
    return Math.clamp(room / (inet ? 4 : 16), 0, MAX_ADVERTISED);
  }
}
