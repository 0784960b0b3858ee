package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest changes of state, for {@code status}, {@code why} and the page's timeline. Bounded.
 */
final class History {
  private static final int KEPT = 500;

  /**
   * One change.
   *
   * @param at when
   * @param who instance or server
   * @param service the virtual server it is about; "" for VRRP
   * @param what the new state
   * @param why the reason, a sentence
   */
  record Entry(Instant at, String who, String service, String what, String why) {
    JsonObject json() {
      JsonObject object = new JsonObject();
      object.addProperty("at", at.toString());
      object.addProperty("who", who);
      object.addProperty("service", service);
      object.addProperty("what", what);
      object.addProperty("why", why);
      return object;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  synchronized void add(Entry entry) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** All entries kept, oldest first. */
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
