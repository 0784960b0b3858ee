package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.model.RealServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which real servers an operator has taken out, by whom and why. Kept in a file, so that it
 * survives a restart; written whole and moved into place, so that a crash leaves the old or the new
 * file.
 */
final class Drains {
  private static final Logger LOG = LoggerFactory.getLogger(Drains.class);

  /**
   * One drained server.
   *
   * @param server which
   * @param by who asked
   * @param reason in the operator's words; may be empty
   * @param since when
   * @param until when it ends by itself, if ever
   */
  record Drain(
      ServerName server, String by, String reason, Instant since, Optional<Instant> until) {
    JsonObject json() {
      JsonObject object = new JsonObject();
      object.addProperty("server", server.toString());
      object.addProperty("by", by);
      object.addProperty("reason", reason);
      object.addProperty("since", since.toString());
      until.ifPresent(end -> object.addProperty("until", end.toString()));
      return object;
    }

    static Optional<Drain> of(JsonObject object) {
      try {
        Optional<ServerName> name = ServerName.parse(object.get("server").getAsString());
        Optional<Instant> until =
            object.has("until")
                ? Optional.of(Instant.parse(object.get("until").getAsString()))
                : Optional.empty();
        return name.map(
            n ->
                new Drain(
                    n,
                    object.get("by").getAsString(),
                    object.get("reason").getAsString(),
                    Instant.parse(object.get("since").getAsString()),
                    until));
      } catch (DateTimeException
          | IllegalStateException
          | NullPointerException
          | UnsupportedOperationException _) {
        return Optional.empty();
      }
    }
  }

  private final Path file;
  private final Map<ServerName, Drain> drains = new LinkedHashMap<>();

  private Drains(Path file) {
    this.file = file;
  }

  /** Reads the file; one that cannot be read is named and begun anew, its copy kept. */
  static Drains load(Path folder) {
    Drains drains = new Drains(folder.resolve("drains.json"));
    if (!Files.exists(drains.file)) {
      return drains;
    }
    try {
      for (JsonElement element :
          JsonParser.parseString(Files.readString(drains.file)).getAsJsonArray()) {
        Drain.of(element.getAsJsonObject())
            .ifPresent(drain -> drains.drains.put(drain.server(), drain));
      }
    } catch (IOException | JsonParseException | IllegalStateException e) {
      LOG.error(
          "drained servers in {} cannot be read ({}); no server is drained. Look at the file, then drain again",
          drains.file,
          e.toString());
    }
    return drains;
  }

  synchronized void add(Drain drain) throws IOException {
    drains.put(drain.server(), drain);
    save();
  }

  /** Ends the drain of exactly this name; false if there was none. */
  synchronized boolean remove(ServerName server) throws IOException {
    boolean was = drains.remove(server) != null;
    if (was) {
      save();
    }
    return was;
  }

  /** Takes out and answers the drains whose time is over. */
  synchronized List<Drain> expire(Instant now) {
    List<Drain> over =
        drains.values().stream()
            .filter(d -> d.until().map(end -> !end.isAfter(now)).orElse(false))
            .toList();
    if (!over.isEmpty()) {
      over.forEach(d -> drains.remove(d.server()));
      try {
        save();
      } catch (IOException e) {
        LOG.warn("writing {}: {}", file, e.toString());
      }
    }
    return over;
  }

  synchronized List<Drain> all() {
    return new ArrayList<>(drains.values());
  }

  synchronized Optional<Drain> of(RealServer server) {
    return drains.values().stream().filter(d -> d.server().matches(server)).findFirst();
  }

  private void save() throws IOException {
    JsonArray array = new JsonArray();
    drains.values().forEach(drain -> array.add(drain.json()));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = Path.of(file + ".new");
    Files.writeString(fresh, array + "\n");
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
