package org.lvsdirector.provision.convert;

import java.util.Optional;
import org.lvsdirector.provision.convert.LdirectordFile.Section;

/**
 * ldirectord's global settings with its own defaults.
 *
 * @param timeout seconds for a check to connect, default 5
 * @param negotiate seconds for a check that talks, default 30
 * @param interval seconds between checks, default 10
 * @param failures failed checks before a server is down, default 1
 * @param quiescent failed servers stay with weight 0
 * @param fallback the server when all are down
 * @param mailTo who gets mail
 * @param mailFrom the sender
 * @param smtp the mail server
 */
record LdirectordDefaults(
    int timeout,
    int negotiate,
    int interval,
    int failures,
    boolean quiescent,
    Optional<String> fallback,
    Optional<String> mailTo,
    Optional<String> mailFrom,
    Optional<String> smtp) {

  static LdirectordDefaults take(Section global) {
    int timeout = number(global, "checktimeout", 5);
    int negotiate = number(global, "negotiatetimeout", 30);
    int interval = number(global, "checkinterval", 10);
    int failures = Math.max(number(global, "failurecount", 1), number(global, "checkcount", 1));
    boolean quiescent = global.take("quiescent").map("yes"::equals).orElse(false);
    return new LdirectordDefaults(
        timeout,
        negotiate,
        interval,
        failures,
        quiescent,
        global.take("fallback"),
        global.take("emailalert"),
        global.take("emailalertfrom"),
        global.take("smtp"));
  }

  private static int number(Section section, String key, int otherwise) {
    return section.take(key).map(v -> LdirectordConverter.number(v, otherwise)).orElse(otherwise);
  }
}
