package org.lvsdirector.parser.decode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment.SecretFile;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads the auth_hmac block of an instance (keepalived reference, VRRP 4.3 to 4.6). Keys never
 * enter a message.
 */
final class AuthHmacDecoder extends BlockDecoder {
  private static final Range ID = Range.of(1, 255);
  private static final Range WINDOW = Range.of(1, 300);
  private static final Range KEY_LENGTH = Range.of(32, 64);
  private static final Map<String, AuthHmac.AntiReplay> REPLAY =
      Map.of("time", AuthHmac.AntiReplay.TIME, "monotonic", AuthHmac.AntiReplay.MONOTONIC);
  private static final Map<String, AuthHmac.Mode> MODES =
      Map.of(
          "enforce", AuthHmac.Mode.ENFORCE,
          "permissive", AuthHmac.Mode.PERMISSIVE,
          "receive-only", AuthHmac.Mode.RECEIVE_ONLY);

  private final BlockDecoder parent;
  private final InstanceDraft.HmacDraft hmac;

  AuthHmacDecoder(BlockDecoder parent, InstanceDraft.HmacDraft hmac) {
    super(parent.out, "vrrp_instance.auth_hmac");
    this.parent = parent;
    this.hmac = hmac;
  }

  @Override
  String where() {
    return " in auth_hmac" + parent.where();
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "key" -> key(s);
      case "active_key" -> integer(s, 0, ID).ifPresent(v -> hmac.active = (int) v);
      case "time_window" ->
          integer(s, 0, WINDOW).ifPresent(v -> hmac.window = Duration.ofSeconds(v));
      case "anti_replay" -> choice(s, 0, REPLAY).ifPresent(v -> hmac.antiReplay = v);
      case "mode" -> choice(s, 0, MODES).ifPresent(v -> hmac.mode = v);
      default -> unhandled(s);
    }
  }

  private void key(Statement s) {
    OptionalLong id = integer("key id", s, 0, ID);
    if (id.isEmpty()) {
      return;
    }
    if (s.args().size() < 2) {
      error(s, "key " + id.getAsLong() + " has no value, ignored");
      return;
    }
    if (hmac.keys.containsKey((int) id.getAsLong())) {
      error(s, "key " + id.getAsLong() + " is written again, ignored");
      return;
    }
    Optional<Octets> key = value(s, text(s, 1));
    if (key.isEmpty() || !KEY_LENGTH.contains(key.get().length())) {
      error(s, "key " + id.getAsLong() + " is not usable (expected 32..64 octets), ignored");
    } else {
      hmac.keys.put((int) id.getAsLong(), key.get());
    }
  }

  private Optional<Octets> value(Statement s, String text) {
    if (text.startsWith("hex:")) {
      try {
        return Optional.of(Octets.of(HexFormat.of().parseHex(text.substring(4))));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    if (text.startsWith("file:")) {
      Optional<SecretFile> file = out.environment().secretFile(text.substring(5));
      if (file.isPresent() && file.get().exposed()) {
        out.warning(
            ErrorClass.SECURITY_ERROR,
            at(s, 1),
            text.substring(5) + " can be read by others than its owner" + where());
      }
      return file.map(SecretFile::content);
    }
    return Optional.of(Octets.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
