package org.lvsdirector.parser.decode;

import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads a {@code host} block of an SMTP_CHECK with its documented meaning: a target of its own
 * (keepalived reference, LVS 19; keepalived since 2.2.8 applies it to the block around it).
 */
final class SmtpHostDecoder extends ConnectionDecoder {
  SmtpHostDecoder(CheckerDecoder parent, CheckerDraft host) {
    super(parent.out, RealServerDecoder.PATH + ".SMTP_CHECK.host", host, parent, parent.server);
  }

  @Override
  String where() {
    return " in host" + parent.where();
  }

  @Override
  void statement(Statement s) {
    if (!connection(s)) {
      unhandled(s);
    }
  }
}
