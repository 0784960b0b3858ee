package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which real servers an operator has taken out, by whom and why. Kept in a file, so that it
 * survives a restart; written whole and moved into place, so that a crash leaves the old or the new
 * file. Two directors' drains are merged by what was said last of each server, so that the order in
 * which they hear of each other does not matter.
 */
final class Drains {
  private static final Logger LOG = LoggerFactory.getLogger(Drains.class);

  /** A peer that was away for longer than this may bring an ended drain back. */
  private static final Duration ENDS_KEPT = Duration.ofDays(30);

  private final Path file;
  private final Map<ServerName, Drain> drains = new LinkedHashMap<>();

  /** The drains in force when somebody asked last, and whom they met then. */
  private List<Drain> foundFor = List.of();

  private IdentityHashMap<VirtualServer, Set<ServerKey>> found = new IdentityHashMap<>();

  private Drains(Path file) {
    this.file = file;
  }

  /** Reads the file; one that cannot be read is named and begun anew. */
  static Drains load(Path folder) {
    Drains drains = new Drains(folder.resolve("drains.json"));
    if (!Files.exists(drains.file)) {
      return drains;
    }
    try {
      read(Files.readString(drains.file)).forEach(d -> drains.drains.put(d.server(), d));
    } catch (IOException e) {
      LOG.error(
          "drained servers in {} cannot be read ({}); no server is drained. Look at the file, then"
              + " drain again",
          drains.file,
          e.toString());
    }
    return drains;
  }

  /**
   * The drains in a text that {@link #text} gave.
   *
   * @throws IOException if it is none
   */
  static List<Drain> read(String text) throws IOException {
    List<Drain> list = new ArrayList<>();
    try {
      for (JsonElement element : JsonParser.parseString(text).getAsJsonArray()) {
        Drain.of(element.getAsJsonObject()).ifPresent(list::add);
      }
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(e.toString(), e);
    }
    return list;
  }

  /** All drains, ended ones too, as text for the file and for peers. */
  synchronized String text() {
    JsonArray array = new JsonArray();
    drains.values().forEach(drain -> array.add(drain.json()));
    return array.toString();
  }

  /** Takes a server out. It counts as said after all that was said of it, whatever the clocks. */
  synchronized void add(Drain drain) throws IOException {
    Instant since = after(drain.server(), drain.since());
    drains.put(
        drain.server(),
        new Drain(
            drain.server(), drain.by(), drain.reason(), since, drain.until(), Optional.empty()));
    save();
  }

  /** Ends the drain of exactly this name; false if there was none. */
  synchronized boolean remove(ServerName server, String by, Instant now) throws IOException {
    Drain drain = drains.get(server);
    if (drain == null || drain.ended().isPresent()) {
      return false;
    }
    drains.put(server, drain.end(by, after(server, now)));
    save();
    return true;
  }

  private Instant after(ServerName server, Instant now) {
    Drain known = drains.get(server);
    return known == null || known.saidAt().isBefore(now) ? now : known.saidAt().plusMillis(1);
  }

  /** Takes over what another director said later than anything known here; what changed. */
  synchronized List<Drain> merge(List<Drain> others) throws IOException {
    List<Drain> changed = new ArrayList<>();
    for (Drain other : others) {
      Drain known = drains.get(other.server());
      if (known == null || Drain.LATER.compare(other, known) > 0) {
        drains.put(other.server(), other);
        changed.add(other);
      }
    }
    if (!changed.isEmpty()) {
      save();
    }
    return changed;
  }

  /** Ends the drains whose time is over and answers them. */
  synchronized List<Drain> expire(Instant now) {
    List<Drain> over =
        all().stream().filter(d -> d.until().map(end -> !end.isAfter(now)).orElse(false)).toList();
    // Every director ends it at the same moment, so none has to tell another.
    over.forEach(d -> drains.put(d.server(), d.end("its time", d.until().orElse(now))));
    boolean forgotten =
        drains
            .values()
            .removeIf(d -> d.ended().map(e -> e.at().plus(ENDS_KEPT).isBefore(now)).orElse(false));
    if (!over.isEmpty() || forgotten) {
      try {
        save();
      } catch (IOException e) {
        LOG.warn("writing {}: {}", file, e.toString());
      }
    }
    return over;
  }

  /** The drains in force. */
  synchronized List<Drain> all() {
    return drains.values().stream().filter(d -> d.ended().isEmpty()).toList();
  }

  /** The one of these drains that is a real server's. */
  static Optional<Drain> of(RealServer server, List<Drain> inForce) {
    return inForce.stream().filter(drain -> drain.server().matches(server)).findFirst();
  }

  /**
   * The drains in force of the real servers of these virtual servers. As long as the same drains
   * are in force, a virtual server that is the same object as the last time is not looked through
   * again.
   */
  synchronized Map<PoolKey, Set<ServerKey>> among(List<VirtualServer> services) {
    List<Drain> inForce = all();
    IdentityHashMap<VirtualServer, Set<ServerKey>> before =
        inForce.equals(foundFor) ? found : new IdentityHashMap<>();
    foundFor = inForce;
    found = new IdentityHashMap<>();
    if (inForce.isEmpty()) {
      return Map.of();
    }
    Map<PoolKey, Set<ServerKey>> drained = new HashMap<>();
    for (VirtualServer service : services) {
      Set<ServerKey> known = before.get(service);
      Set<ServerKey> servers = known == null ? drained(service, inForce) : known;
      found.put(service, servers);
      if (!servers.isEmpty()) {
        drained.computeIfAbsent(PoolViews.key(service), _ -> new HashSet<>()).addAll(servers);
      }
    }
    return drained;
  }

  private static Set<ServerKey> drained(VirtualServer service, List<Drain> inForce) {
    Set<ServerKey> servers = new HashSet<>();
    for (RealServer server : service.realServers()) {
      if (of(server, inForce).isPresent()) {
        servers.add(ServerKey.of(service, server));
      }
    }
    return servers.isEmpty() ? Set.of() : servers;
  }

  private void save() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = Path.of(file + ".new");
    Files.writeString(fresh, text() + "\n");
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
