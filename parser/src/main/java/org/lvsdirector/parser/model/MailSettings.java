package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Alert mails. The {@code smtp_alert} defaults are already applied to instances, groups, services
 * and servers.
 *
 * @param server {@code smtp_server}; without it nothing is sent
 * @param heloName {@code smtp_helo_name}, default the local host name
 * @param timeout {@code smtp_connect_timeout}, 1..4294 s, default 30 s, for each step
 * @param from {@code notification_email_from}, default user@host
 * @param recipients {@code notification_email}; without any nothing is sent
 * @param noEmailFaults {@code no_email_faults}: no mail for FAULT
 * @param noCheckerEmails {@code no_checker_emails}: mail only when a real server changes, not for
 *     each checker
 */
public record MailSettings(
    Optional<Server> server,
    String heloName,
    Duration timeout,
    String from,
    List<String> recipients,
    boolean noEmailFaults,
    boolean noCheckerEmails) {
  /** Sends nothing. */
  public static final MailSettings NONE =
      new MailSettings(
          Optional.empty(),
          "localhost",
          Duration.ofSeconds(30),
          "root@localhost",
          List.of(),
          false,
          false);

  /** Copies the recipients. */
  public MailSettings {
    recipients = List.copyOf(recipients);
  }

  /** Whether mails can be sent at all. */
  public boolean enabled() {
    return server.isPresent() && !recipients.isEmpty();
  }

  /**
   * The relay.
   *
   * @param host host as written
   * @param address its address, resolved when the file was read
   * @param port 1..65535, default 25
   */
  public record Server(String host, InetAddress address, int port) {}
}
