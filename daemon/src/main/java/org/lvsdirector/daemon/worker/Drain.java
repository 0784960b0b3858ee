package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One server that an operator took out, or, once ended, the memory that it is back: without it a
 * peer that has not heard of the end would bring the drain back.
 *
 * @param server which
 * @param by who asked
 * @param reason in the operator's words; may be empty
 * @param since when
 * @param until when it ends by itself, if ever
 * @param ended who ended it and when
 */
record Drain(
    ServerName server,
    String by,
    String reason,
    Instant since,
    Optional<Instant> until,
    Optional<End> ended) {
  /**
   * The end of a drain.
   *
   * @param by who asked; "its time" where it ran out
   * @param at when
   */
  record End(String by, Instant at) {}

  /** Of two states of a server the one said later counts, on every director alike. */
  static final Comparator<Drain> LATER =
      Comparator.comparing(Drain::saidAt).thenComparing(drain -> drain.json().toString());

  /** When this was said. */
  Instant saidAt() {
    return ended.map(End::at).orElse(since);
  }

  Drain end(String who, Instant at) {
    return new Drain(server, by, reason, since, until, Optional.of(new End(who, at)));
  }

  JsonObject json() {
    JsonObject object = new JsonObject();
    object.addProperty("server", server.toString());
    object.addProperty("by", by);
    object.addProperty("reason", reason);
    object.addProperty("since", since.toString());
    until.ifPresent(end -> object.addProperty("until", end.toString()));
    ended.ifPresent(
        end -> {
          JsonObject ending = new JsonObject();
          ending.addProperty("by", end.by());
          ending.addProperty("at", end.at().toString());
          object.add("ended", ending);
        });
    return object;
  }

  /** Reads what {@link #json} wrote; empty where something is missing or makes no sense. */
  static Optional<Drain> of(JsonObject object) {
    try {
      Optional<Instant> until =
          object.has("until")
              ? Optional.of(Instant.parse(object.get("until").getAsString()))
              : Optional.empty();
      Optional<End> ended =
          object.has("ended")
              ? Optional.of(end(object.getAsJsonObject("ended")))
              : Optional.empty();
      return ServerName.parse(object.get("server").getAsString())
          .map(
              name ->
                  new Drain(
                      name,
                      object.get("by").getAsString(),
                      object.get("reason").getAsString(),
                      Instant.parse(object.get("since").getAsString()),
                      until,
                      ended));
    } catch (DateTimeException
        | IllegalStateException
        | NullPointerException
        | ClassCastException
        | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  private static End end(JsonObject object) {
    return new End(object.get("by").getAsString(), Instant.parse(object.get("at").getAsString()));
  }
}
