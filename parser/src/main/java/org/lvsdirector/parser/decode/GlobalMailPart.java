package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.MailSettings;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/** Identity and alert mails. */
final class GlobalMailPart implements GlobalDefsDecoder.Part {
  private static final Range TIMEOUT = Range.of(0, 4294);

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;

  GlobalMailPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "router_id" -> {
        global.routerId = BlockDecoder.text(s, 0);
        global.routerIdRange = s.range();
      }
      case "notification_email_from" -> from(s);
      case "notification_email" -> recipients(s);
      case "smtp_server" -> server(s);
      case "smtp_helo_name" -> global.heloName = s.arg(0).orElse(global.heloName);
      case "smtp_connect_timeout" -> timeout(s);
      case "smtp_alert" -> in.bool(s).ifPresent(v -> global.smtpAlert = v);
      case "smtp_alert_vrrp" -> in.bool(s).ifPresent(v -> global.smtpAlertVrrp = v);
      case "smtp_alert_checker" -> in.bool(s).ifPresent(v -> global.smtpAlertChecker = v);
      case "no_email_faults" -> global.noEmailFaults = true;
      case "no_checker_emails" -> in.bool(s).ifPresent(v -> global.noCheckerEmails = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void from(Statement s) {
    if (s.args().size() > 1) {
      in.warning(s, "notification_email_from takes one word, put a display name in double quotes");
    }
    global.mailFrom = BlockDecoder.text(s, 0);
  }

  private void recipients(Statement s) {
    int before = global.recipients.size();
    for (Statement line : s.children()) {
      global.recipients.add(line.keyword().text());
      for (Word word : line.args()) {
        global.recipients.add(word.text());
      }
    }
    if (global.recipients.size() == before) {
      in.warning(s, "notification_email is empty");
    }
  }

  private void timeout(Statement s) {
    OptionalLong value = in.integer(s, 0, TIMEOUT);
    if (value.isPresent() && value.getAsLong() == 0) {
      in.warning(s, "smtp_connect_timeout: 0 (expected 1..4294), 1 is used");
    }
    value.ifPresent(v -> global.smtpTimeout = Duration.ofSeconds(Math.max(1, v)));
  }

  private void server(Statement s) {
    String host = BlockDecoder.text(s, 0);
    OptionalLong port =
        s.args().size() > 1
            ? in.integer("smtp_server port", s, 1, Range.PORT)
            : OptionalLong.of(25);
    boolean literal = host.indexOf('-') < 0 && host.indexOf('/') < 0;
    Optional<InetAddress> address = literal ? Literals.address(host) : Optional.empty();
    if (address.isEmpty() && port.isPresent()) {
      address = in.out.environment().resolve(host);
    }
    if (address.isEmpty() || port.isEmpty()) {
      SourceRange at = BlockDecoder.at(s, 0);
      in.out.error(
          at,
          "smtp_server: \""
              + host
              + "\" cannot be resolved or its port is wrong; no mails are sent"
              + in.where());
      return;
    }
    global.smtpServer = new MailSettings.Server(host, address.get(), (int) port.getAsLong());
  }
}
