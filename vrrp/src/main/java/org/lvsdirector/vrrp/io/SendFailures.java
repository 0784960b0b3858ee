package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.vrrp.fsm.VrrpTimers;

/**
 * Adverts that could not be sent, as the log should have them: when it begins, while it lasts at
 * most once a minute, and when it is over. keepalived writes a line for each advert (reference,
 * VRRP 5.6). Belongs to the loop thread.
 */
final class SendFailures {
  /** Between two lines about one instance while it goes on. */
  static final Duration REPEAT = Duration.ofMinutes(1);

  private final Map<String, Episode> episodes = new HashMap<>();

  /**
   * Failures of one instance without a success in between.
   *
   * @param lost adverts so far
   * @param since when the first of them failed
   * @param last when the last one did
   * @param saidAt when the log was last told
   */
  private record Episode(long lost, Instant since, Instant last, Instant saidAt) {
    Episode more(Instant now) {
      return new Episode(lost + 1, since, now, saidAt);
    }

    Episode told(Instant now) {
      return new Episode(lost, since, last, now);
    }

    String text() {
      return lost == 1
          ? "1 advert was lost"
          : lost + " adverts were lost within " + VrrpTimers.text(Duration.between(since, last));
    }
  }

  /**
   * An advert did not go out, or not to every peer.
   *
   * @param cause the call, its target and the error
   * @return what to log, if it is time to
   */
  Optional<String> failed(String instance, String cause, Instant now) {
    Episode before = episodes.get(instance);
    if (before == null) {
      episodes.put(instance, new Episode(1, now, now, now));
      return Optional.of("adverts cannot be sent: " + cause);
    }
    Episode episode = before.more(now);
    boolean due = Duration.between(episode.saidAt(), now).compareTo(REPEAT) >= 0;
    episodes.put(instance, due ? episode.told(now) : episode);
    return due
        ? Optional.of("adverts still cannot be sent, " + episode.text() + ": " + cause)
        : Optional.empty();
  }

  /** An advert went out; what to log, if the one before it did not. */
  Optional<String> sent(String instance) {
    return end(instance).map(e -> "adverts are sent again, " + e.text());
  }

  /** The instance is no longer one that has to send; what to log, if it could not. */
  Optional<String> left(String instance) {
    return end(instance).map(e -> "no more adverts have to be sent, " + e.text());
  }

  private Optional<Episode> end(String instance) {
    return Optional.ofNullable(episodes.remove(instance));
  }
}
