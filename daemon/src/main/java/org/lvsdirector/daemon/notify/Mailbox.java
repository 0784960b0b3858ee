package org.lvsdirector.daemon.notify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.parser.model.MailSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails one after the other, off the caller's thread. A mail that fails is logged and gone,
 * as with keepalived.
 */
final class Mailbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final int WAITING_AT_MOST = 1_000;
  private static final long LAST_WAIT_SECONDS = 3;

  private final BlockingQueue<MailMessage> queue = new LinkedBlockingQueue<>(WAITING_AT_MOST);
  private volatile MailSettings settings = MailSettings.NONE;
  private volatile String routerId = "";
  private volatile boolean closed;
  private final Thread thread = Thread.ofVirtual().name("mail").start(this::sendForever);

  void configure(MailSettings fresh, String router) {
    settings = fresh;
    routerId = router;
  }

  void post(String subject, String body) {
    if (!settings.enabled()) {
      return;
    }
    MailMessage mail =
        new MailMessage(
            settings.from(), settings.recipients(), "[" + routerId + "] " + subject, body);
    if (!queue.offer(mail)) {
      LOG.error(
          "{} mails wait for the mail server; dropping '{}'", WAITING_AT_MOST, mail.subject());
    }
  }

  private void sendForever() {
    while (!closed || !queue.isEmpty()) {
      try {
        MailMessage mail = queue.poll(200, TimeUnit.MILLISECONDS);
        if (mail != null) {
          send(mail);
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void send(MailMessage mail) {
    MailSettings now = settings;
    if (now.server().isEmpty()) {
      return;
    }
    MailSettings.Server server = now.server().get();
    try {
      new SmtpClient(
              new InetSocketAddress(server.address(), server.port()), now.heloName(), now.timeout())
          .send(mail, ZonedDateTime.now(ZoneId.systemDefault()));
    } catch (IOException e) {
      LOG.error(
          "mail '{}' to {}:{} not sent: {}",
          mail.subject(),
          server.host(),
          server.port(),
          e.getMessage());
    }
  }

  /** Gives mails of the last moment a little time. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(java.time.Duration.ofSeconds(LAST_WAIT_SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
