package org.lvsdirector.parser.decode;

import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.syntax.Statement;

/** Reads the SSL block. */
final class SslDecoder extends LvsBlockDecoder {
  @Nullable String password;
  @Nullable String ca;
  @Nullable String certificate;
  @Nullable String key;

  SslDecoder(Decoding out) {
    super(out, "SSL");
  }

  @Override
  String where() {
    return " in SSL";
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "password" -> {
        if (password != null) {
          error(s, "password is written again and replaces the one before");
        }
        password = text(s, 0);
      }
      case "ca" -> ca = replace(s, ca);
      case "certificate" -> certificate = replace(s, certificate);
      case "key" -> key = replace(s, key);
      default -> unhandled(s);
    }
  }
}
