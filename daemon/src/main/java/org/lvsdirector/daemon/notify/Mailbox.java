package org.lvsdirector.daemon.notify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.MailSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails one after the other, off the caller's thread. A mail that fails is logged and gone,
 * as with keepalived. Most configurations never send one, so the thread begins with the first: the
 * scheduler of virtual threads alone is a third of a megabyte of the main process.
 */
final class Mailbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final int WAITING_AT_MOST = 1_000;
  private static final Duration LAST_WAIT = Duration.ofSeconds(3);
  private static final MailMessage END = new MailMessage("", List.of(), "", "");

  private final BlockingQueue<MailMessage> queue = new LinkedBlockingQueue<>(WAITING_AT_MOST);
  private volatile MailSettings settings = MailSettings.NONE;
  private volatile String routerId = "";
  private @Nullable Thread thread;

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
    begin();
  }

  private synchronized void begin() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("mail").start(this::sendUntilTheEnd);
    }
  }

  private void sendUntilTheEnd() {
    try {
      for (MailMessage mail = queue.take(); !mail.equals(END); mail = queue.take()) {
        send(mail);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
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
    Thread sender = sender();
    if (sender == null) {
      return;
    }
    // A queue without room for it is not sent in that time anyway.
    var _ = queue.offer(END);
    try {
      sender.join(LAST_WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread sender() {
    return thread;
  }
}
