package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.PageServer;
import org.lvsdirector.parser.model.LvsDirectorSettings.DrainPeer;

/** Two directors on the loopback address, joined by their pages. */
final class DrainExchangeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final ServerName SERVER = ServerName.parse("192.0.2.1:80").orElseThrow();

  @TempDir private Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** A director that the other one finds at its port. */
  private final class Director {
    final Drains drains;
    final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    final DrainExchange exchange;
    final int port;
    volatile List<DrainPeer> peers = List.of();

    Director(String name, String token) throws Exception {
      drains = Drains.load(Files.createDirectories(folder.resolve(name)));
      exchange =
          new DrainExchange(drains, () -> peers, Optional.of(token), () -> told.add(drains.text()));
      open.add(exchange);
      PageServer page =
          PageServer.open(
              new PageServer.Settings(
                  InetAddress.getLoopbackAddress(), 0, Optional.of(token), false),
              new Content(exchange));
      open.add(page);
      port = page.port();
    }

    void knows(Director other) {
      peers = List.of(new DrainPeer(InetAddress.getLoopbackAddress(), other.port));
    }

    String awaitNews() throws InterruptedException {
      String news = told.poll(30, TimeUnit.SECONDS);
      assertThat(news).as("nothing was heard").isNotNull();
      return news == null ? "" : news;
    }
  }

  private record Content(DrainExchange exchange) implements EmptyPage {
    @Override
    public ControlAnswer drains(String signature, String body) {
      return exchange.answer(signature, body);
    }
  }

  @Test
  void whatIsDrainedOnOneIsDrainedOnTheOther() throws Exception {
    Director one = new Director("one", "secret");
    Director two = new Director("two", "secret");
    one.knows(two);
    two.knows(one);
    one.drains.add(drain());
    one.exchange.soon();

    assertThat(two.awaitNews()).contains("192.0.2.1:80", "root@one", "disk");
    assertThat(two.drains.all()).isEqualTo(one.drains.all());

    two.drains.remove(SERVER, "root@two", NOW);
    two.exchange.soon();
    one.awaitNews();
    assertThat(one.drains.all()).isEmpty();
  }

  @Test
  void aPeerWithAnotherTokenChangesNothing() throws Exception {
    Director one = new Director("one", "secret");
    Director two = new Director("two", "other");
    two.knows(one);
    one.drains.add(drain());
    one.knows(two);
    one.exchange.soon();
    while (one.exchange.json().toString().contains("not tried yet")) {
      Thread.onSpinWait();
    }
    assertThat(one.exchange.json().toString()).contains("401");
    assertThat(two.drains.all()).isEmpty();
  }

  @Test
  void whatWasSaidLastCountsWhoeverHearsFirst() throws Exception {
    Drains one = Drains.load(Files.createDirectories(folder.resolve("a")));
    Drains two = Drains.load(Files.createDirectories(folder.resolve("b")));
    one.add(drain());
    two.merge(Drains.read(one.text()));
    String old = one.text();
    // The other's clock is an hour behind; its word came later all the same.
    two.remove(SERVER, "root@two", NOW.minusSeconds(3600));
    one.merge(Drains.read(two.text()));
    assertThat(one.all()).isEmpty();
    assertThat(one.merge(Drains.read(old))).isEmpty();
    assertThat(two.merge(Drains.read(one.text()))).isEmpty();
    assertThat(Drains.load(folder.resolve("a")).all()).isEmpty();
  }

  @Test
  void bothEndADrainAtItsTimeWithoutAWord() throws Exception {
    Drains one = Drains.load(Files.createDirectories(folder.resolve("a")));
    Drains two = Drains.load(Files.createDirectories(folder.resolve("b")));
    one.add(
        new Drain(SERVER, "root@one", "", NOW, Optional.of(NOW.plusSeconds(60)), Optional.empty()));
    two.merge(Drains.read(one.text()));
    one.expire(NOW.plusSeconds(61));
    two.expire(NOW.plusSeconds(75));
    assertThat(one.text()).isEqualTo(two.text());
  }

  private static Drain drain() {
    return new Drain(SERVER, "root@one", "disk", NOW, Optional.empty(), Optional.empty());
  }
}
