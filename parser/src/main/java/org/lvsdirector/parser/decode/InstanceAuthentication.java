package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;

/** Which authentication of an instance is in force (keepalived reference, VRRP 4). */
final class InstanceAuthentication {
  private final Decoding out;
  private final InstanceDraft vi;
  private final SettledInstance s;

  InstanceAuthentication(Decoding out, InstanceDraft vi, SettledInstance s) {
    this.out = out;
    this.vi = vi;
    this.s = s;
  }

  /** The legacy authentication, if it is in force. */
  Optional<Authentication> authentication() {
    if (vi.authType == null) {
      return Optional.empty();
    }
    if (s.strict) {
      error("strict_mode: authentication is ignored");
    } else if (s.version == 3) {
      error("VRRP version 3 has no authentication, it is ignored");
    } else if (vi.password == null) {
      error("authentication has no auth_pass, it is ignored");
    } else if (vi.authType == Authentication.Type.AH && s.family == AddressFamily.INET6) {
      error("auth_type AH does not exist for IPv6, it is ignored");
    } else {
      if (vi.authType == Authentication.Type.AH
          && s.state == InitialState.MASTER
          && s.priority != VrrpInstance.OWNER_PRIORITY) {
        error("state MASTER does not go with auth_type AH, BACKUP is used");
        s.state = InitialState.BACKUP;
      }
      return Optional.of(new Authentication(vi.authType, vi.password));
    }
    return Optional.empty();
  }

  /** The trailer, if it is in force; asked for after the advert interval is settled. */
  Optional<AuthHmac> hmac() {
    InstanceDraft.HmacDraft h = vi.hmac;
    if (h == null) {
      return Optional.empty();
    }
    if (vi.authBlock) {
      error("auth_hmac and authentication exclude each other, auth_hmac is used");
    }
    if (h.active == null || !h.keys.containsKey(h.active)) {
      error("auth_hmac has no active_key that is defined, it is ignored");
      return Optional.empty();
    }
    if (s.strict && h.mode != AuthHmac.Mode.ENFORCE) {
      error("strict_mode: auth_hmac must be in mode enforce, which is used");
      h.mode = AuthHmac.Mode.ENFORCE;
    }
    long threefold = Math.clamp(s.interval.multipliedBy(3).toSeconds(), 5, 300);
    Duration window = h.window == null ? Duration.ofSeconds(threefold) : h.window;
    return Optional.of(new AuthHmac(h.keys, h.active, window, h.antiReplay, h.mode));
  }

  private void error(String message) {
    out.error(vi.range, message + " in vrrp_instance " + vi.name);
  }
}
