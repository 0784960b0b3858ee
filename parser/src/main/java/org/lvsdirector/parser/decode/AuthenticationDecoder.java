package org.lvsdirector.parser.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads the authentication block of an instance (keepalived reference, VRRP 4.1). The password
 * never enters a message.
 */
final class AuthenticationDecoder extends BlockDecoder {
  private static final Map<String, Authentication.Type> TYPES =
      Map.of("PASS", Authentication.Type.PASS, "AH", Authentication.Type.AH);
  private static final int LENGTH = 8;

  private final BlockDecoder parent;
  private final InstanceDraft vi;

  AuthenticationDecoder(BlockDecoder parent, InstanceDraft vi) {
    super(parent.out, "vrrp_instance.authentication");
    this.parent = parent;
    this.vi = vi;
  }

  @Override
  String where() {
    return " in authentication" + parent.where();
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "auth_type" -> {
        vi.authType = TYPES.getOrDefault(text(s, 0), vi.authType);
        if (!TYPES.containsKey(text(s, 0))) {
          // Who mixes up type and password must not find the password in a log.
          out.error(at(s, 0), "auth_type is neither AH nor PASS, ignored" + where());
        }
      }
      case "auth_pass" -> {
        byte[] octets = text(s, 0).getBytes(StandardCharsets.UTF_8);
        if (octets.length > LENGTH) {
          out.warning(
              Lint.LONG_PASSWORD,
              at(s, 0),
              "auth_pass is longer than 8 characters, only the first 8 are used" + where());
        }
        if (octets.length == 0) {
          error(s, "auth_pass is empty, ignored");
        } else {
          vi.password = Octets.of(Arrays.copyOf(octets, LENGTH));
        }
      }
      default -> unhandled(s);
    }
  }
}
