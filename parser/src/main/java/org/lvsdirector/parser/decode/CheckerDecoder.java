package org.lvsdirector.parser.decode;

import java.util.Map;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.syntax.Statement;

/** Reads a checker block of any kind (keepalived reference, LVS 9, 17 to 25). */
final class CheckerDecoder extends ConnectionDecoder {
  private static final Map<String, HttpProtocol> PROTOCOLS =
      Map.of(
          "1.0", HttpProtocol.HTTP_1_0,
          "1.0C", HttpProtocol.HTTP_1_0_CLOSE,
          "1.0c", HttpProtocol.HTTP_1_0_CLOSE,
          "1.1", HttpProtocol.HTTP_1_1);
  private static final Range REPLY = Range.of(0, 65535);

  private final SpecialCheckerDecoder special;

  CheckerDecoder(
      Decoding out, LvsContext lvs, RealServerDraft rs, CheckerDraft checker, BlockDecoder parent) {
    super(out, RealServerDecoder.PATH + "." + checker.kind, checker, parent, rs.address);
    special = new SpecialCheckerDecoder(this, lvs);
    checker.details =
        switch (checker.kind) {
          case "HTTP_GET", "SSL_GET" -> new CheckerDraft.Http();
          case "SMTP_CHECK" -> new CheckerDraft.Smtp();
          case "DNS_CHECK" -> new CheckerDraft.Dns();
          case "UDP_CHECK" -> new CheckerDraft.Udp();
          case "MISC_CHECK" -> new CheckerDraft.Misc();
          case "FILE_CHECK" -> new CheckerDraft.File();
          case "BFD_CHECK" -> new CheckerDraft.Bfd();
          default -> new CheckerDraft.None();
        };
  }

  @Override
  void statement(Statement s) {
    boolean known =
        switch (checker.details) {
          case CheckerDraft.None _ -> agent(s);
          case CheckerDraft.Http http -> http(s, http);
          case CheckerDraft.Smtp smtp -> smtp(s, smtp);
          case CheckerDraft.Dns dns -> special.dns(s, dns);
          case CheckerDraft.Udp udp -> udp(s, udp);
          case CheckerDraft.Misc misc -> special.misc(s, misc);
          case CheckerDraft.File file -> special.file(s, file);
          case CheckerDraft.Bfd bfd -> special.bfd(s, bfd);
        };
    if (!known && !connection(s)) {
      unhandled(s);
    }
  }

  /** Whether the block can be used; reported if not. */
  boolean usable() {
    return switch (checker.details) {
      case CheckerDraft.Http http -> {
        if (http.urls.isEmpty()) {
          out.error(checker.range, "no usable url; checker ignored" + where());
        }
        yield !http.urls.isEmpty() && reachable();
      }
      case CheckerDraft.Misc misc -> special.usable(misc);
      case CheckerDraft.File file -> special.usable(file);
      case CheckerDraft.Bfd bfd -> special.usable(bfd);
      case CheckerDraft.Udp udp -> {
        if (udp.minReply > udp.maxReply) {
          out.warning(
              checker.range,
              "min_reply_length is above max_reply_length, every reply will fail" + where());
        }
        yield reachable();
      }
      default -> reachable();
    };
  }

  private boolean agent(Statement s) {
    if (s.keyword().text().equals("port")) {
      integer(s, 0, Range.PORT).ifPresent(v -> checker.connectPort = (int) v);
      return true;
    }
    return false;
  }

  private boolean http(Statement s, CheckerDraft.Http http) {
    switch (s.keyword().text()) {
      case "url" -> {
        var url = new CheckerDraft.UrlDraft();
        var decoder = new UrlDecoder(this, url);
        decoder.decode(s.children());
        if (decoder.usable(s)) {
          http.urls.add(url);
        }
      }
      case "nb_get_retry" -> {
        warning(s, "nb_get_retry is the old spelling of retry");
        integer(s, 0, Range.UINT32).ifPresent(v -> checker.timing.retry = v);
      }
      case "virtualhost" -> http.virtualhost = replace(s, http.virtualhost);
      case "http_protocol" -> choice(s, 0, PROTOCOLS).ifPresent(v -> http.protocol = v);
      case "enable_sni" -> bool(s).ifPresent(v -> http.enableSni = v);
      case "sni_name" -> {
        http.enableSni = true;
        http.sniName = s.args().isEmpty() ? http.sniName : text(s, 0);
      }
      case "fast_recovery" -> bool(s).ifPresent(v -> http.fastRecovery = v);
      case "tls_compliant" -> bool(s).ifPresent(v -> http.tlsCompliant = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean smtp(Statement s, CheckerDraft.Smtp smtp) {
    switch (s.keyword().text()) {
      case "helo_name" -> smtp.heloName = replace(s, smtp.heloName);
      case "host" -> {
        out.note(
            s.range(), "host blocks are deprecated, write several SMTP_CHECK blocks" + where());
        var host = new CheckerDraft(checker.kind, s.range());
        new SmtpHostDecoder(this, host).decode(s.children());
        smtp.hosts.add(host);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean udp(Statement s, CheckerDraft.Udp udp) {
    switch (s.keyword().text()) {
      case "payload" -> HexString.payload(s).ifPresentOrElse(v -> udp.payload = v, () -> hex(s));
      case "require_reply" -> {
        udp.requireReply = true;
        if (!s.args().isEmpty()) {
          udp.reply = HexString.pattern(s);
          if (udp.reply.isEmpty()) {
            hex(s);
          }
        }
      }
      case "min_reply_length" -> integer(s, 0, REPLY).ifPresent(v -> udp.minReply = (int) v);
      case "max_reply_length" -> integer(s, 0, REPLY).ifPresent(v -> udp.maxReply = (int) v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void hex(Statement s) {
    error(s, s.keyword().text() + " is not a string of hexadecimal octets, ignored");
  }
}
