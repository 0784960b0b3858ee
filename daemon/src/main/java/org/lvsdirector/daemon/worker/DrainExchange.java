package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.PageServer;
import org.lvsdirector.daemon.control.Signature;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.LvsDirectorSettings.DrainPeer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the drains of a pair of directors equal, so that a server stays drained through a failover:
 * at each change, and every {@value #SECONDS_BETWEEN} seconds, all drains are sent to each {@code
 * drain_peer}, which merges them with its own and answers the result. Both messages are signed with
 * the token. One that is sent again does no harm, since only what was said later counts.
 */
final class DrainExchange implements AutoCloseable {
  private static final String PATH = "/v1/drains/exchange";
  private static final Logger LOG = LoggerFactory.getLogger(DrainExchange.class);
  private static final int SECONDS_BETWEEN = 10;
  private static final int TIMEOUT_MILLIS = 3000;
  private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
  private static final String ASK = "lvs-director drains ask 1";
  private static final String ANSWER = "lvs-director drains answer 1 ";

  private final Drains drains;
  private final Supplier<List<DrainPeer>> peers;
  private final Runnable changed;
  private final Semaphore due = new Semaphore(1);
  private final Map<DrainPeer, Contact> contacts = new ConcurrentHashMap<>();
  private final AtomicBoolean refusalTold = new AtomicBoolean();
  private final Thread thread;
  private volatile Optional<Signature> signature;
  private volatile boolean closed;

  /** How the last exchange with a peer went; an empty error is success. */
  private record Contact(Optional<Instant> lastSuccess, String error) {}

  /**
   * Begins to exchange.
   *
   * @param peers whom with, as configured now
   * @param token what both sides know; without one nothing is sent and nothing accepted
   * @param changed called when a peer knew something new
   */
  DrainExchange(
      Drains drains, Supplier<List<DrainPeer>> peers, Optional<String> token, Runnable changed) {
    this.drains = drains;
    this.peers = peers;
    this.signature = token.map(Signature::new);
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("drain-exchange").start(this::exchangeForever);
  }

  /** Another token counts from now on, or none. */
  void token(Optional<String> token) {
    signature = token.map(Signature::new);
    soon();
  }

  /** Sends as soon as possible. */
  void soon() {
    due.release();
  }

  private void exchangeForever() {
    try {
      while (!closed) {
        if (due.tryAcquire(SECONDS_BETWEEN, TimeUnit.SECONDS)) {
          due.drainPermits();
        }
        for (DrainPeer peer : peers.get()) {
          exchange(peer);
        }
        contacts.keySet().retainAll(peers.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void exchange(DrainPeer peer) {
    Contact before = contacts.getOrDefault(peer, new Contact(Optional.empty(), ""));
    try {
      merge(ask(peer), name(peer));
      contacts.put(peer, new Contact(Optional.of(Instant.now()), ""));
      if (!before.error().isEmpty()) {
        LOG.info("drains are exchanged with {} again", name(peer));
      }
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      contacts.put(peer, new Contact(before.lastSuccess(), why));
      // A peer that is not up yet must not hide that its token is another.
      if (!why.equals(before.error())) {
        LOG.warn(
            "drains are not exchanged with {}: {}; drained servers stay so here, the peer hears of"
                + " changes later",
            name(peer),
            why);
      }
    }
  }

  private String ask(DrainPeer peer) throws IOException {
    Signature mine =
        signature.orElseThrow(
            () -> new IOException("no token; set '@lvs_director status_token_file PATH'"));
    String body = drains.text();
    String signed = mine.of(ASK, body);
    HttpURLConnection call =
        (HttpURLConnection) URI.create("http://" + name(peer) + PATH).toURL().openConnection();
    call.setConnectTimeout(TIMEOUT_MILLIS);
    call.setReadTimeout(TIMEOUT_MILLIS);
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    call.setRequestProperty(PageServer.SIGNATURE_HEADER, signed);
    try {
      try (OutputStream out = call.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
      if (call.getResponseCode() != 200) {
        throw new IOException(
            "it answers " + call.getResponseCode() + "; look at its log and its drain_peer");
      }
      String answer;
      try (var in = call.getInputStream()) {
        answer = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
      }
      String proof = call.getHeaderField(PageServer.SIGNATURE_HEADER);
      if (proof == null || !mine.matches(proof, ANSWER + signed, answer)) {
        throw new IOException("its answer is not signed with our token");
      }
      return answer;
    } finally {
      call.disconnect();
    }
  }

  /**
   * Answers a peer: merges what it said, and says what there is then.
   *
   * @param proof its signature
   */
  ControlAnswer answer(String proof, String body) {
    Optional<Signature> known = signature;
    if (known.isEmpty() || peers.get().isEmpty()) {
      return ControlAnswer.error(404, "no drain_peer and token configured");
    }
    if (!known.get().matches(proof, ASK, body)) {
      if (!refusalTold.getAndSet(true)) {
        LOG.warn(
            "somebody sent drains that are not signed with our token; refused, and not told again"
                + " until a peer's are");
      }
      return ControlAnswer.error(401, "not signed with our token");
    }
    refusalTold.set(false);
    try {
      merge(body, "a peer");
    } catch (IOException e) {
      return ControlAnswer.error(400, "no drains: " + e.getMessage());
    }
    String text = drains.text();
    return ControlAnswer.text("application/json", text)
        .with(PageServer.SIGNATURE_HEADER, known.get().of(ANSWER + proof, text));
  }

  private void merge(String text, String from) throws IOException {
    List<Drain> news = drains.merge(Drains.read(text));
    for (Drain drain : news) {
      drain
          .ended()
          .ifPresentOrElse(
              end -> LOG.info("{} undrained by {} (told by {})", drain.server(), end.by(), from),
              () ->
                  LOG.info(
                      "{} drained by {}: {} (told by {})",
                      drain.server(),
                      drain.by(),
                      drain.reason(),
                      from));
    }
    if (!news.isEmpty()) {
      changed.run();
    }
  }

  /** How it goes with each peer. */
  JsonArray json() {
    JsonArray array = new JsonArray();
    for (DrainPeer peer : peers.get()) {
      Contact contact = contacts.getOrDefault(peer, new Contact(Optional.empty(), "not tried yet"));
      JsonObject object = new JsonObject();
      object.addProperty("peer", name(peer));
      contact.lastSuccess().ifPresent(at -> object.addProperty("lastSuccess", at.toString()));
      object.addProperty("error", contact.error());
      array.add(object);
    }
    return array;
  }

  private static String name(DrainPeer peer) {
    String literal = AddressText.of(peer.address());
    return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + peer.port();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
