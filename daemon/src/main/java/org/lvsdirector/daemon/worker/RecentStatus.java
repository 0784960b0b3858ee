package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The status as it was at most a second ago: however many viewers the page has, it is put together
 * once.
 */
final class RecentStatus {
  private static final long OLDEST_NANOS = Duration.ofMillis(900).toNanos();

  private final Supplier<JsonObject> source;
  private @Nullable JsonObject status;
  private String text = "";
  private long atNanos;

  RecentStatus(Supplier<JsonObject> source) {
    this.source = source;
  }

  /** The status; not to be changed. */
  synchronized JsonObject json() {
    JsonObject current = status;
    if (current == null || System.nanoTime() - atNanos > OLDEST_NANOS) {
      current = source.get();
      status = current;
      text = current.toString();
      atNanos = System.nanoTime();
    }
    return current;
  }

  /** The same as text. */
  synchronized String text() {
    json();
    return text;
  }
}
