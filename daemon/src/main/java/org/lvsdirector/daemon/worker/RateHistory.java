package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.SameEnds;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * New connections per second of each virtual server in the last minutes. It reads nothing by
 * itself: whoever reads the kernel's services, for the status or to compare the table, brings their
 * rates along. Bounded in time, in samples and in virtual servers: {@value #MOST_SAMPLES} times
 * {@value #MOST_SERVICES} numbers.
 */
final class RateHistory {
  static final Duration KEPT = Duration.ofMinutes(5);
  static final int MOST_SERVICES = 256;
  static final int MOST_SAMPLES = 300;

  /** What is read again sooner is no news. */
  private static final long LEAST_APART_NANOS = Duration.ofMillis(900).toNanos();

  /** The rate of a virtual server that a sample knows nothing of. */
  private static final int UNKNOWN = -1;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private Map<ServiceKey, Integer> columns = Map.of();
  private List<String> names = List.of();
  private List<VirtualServer> shown = List.of();
  private final IdentityHashMap<VirtualServer, Column> described = new IdentityHashMap<>();

  /** A virtual server's name and the services whose rates add up to its own. */
  private record Column(String name, Set<ServiceKey> services) {
    static Column of(VirtualServer service) {
      return new Column(service.label(), DesiredTable.owned(List.of(service)));
    }
  }

  /** The rates of one moment, in the order of {@link #names}; not changed once it is there. */
  private static final class Sample {
    final long nanos;
    final int[] rates;

    Sample(long nanos, int[] rates) {
      this.nanos = nanos;
      this.rates = rates;
    }
  }

  /** These are the virtual servers from now on; what is known of those that stay is kept. */
  synchronized void services(List<VirtualServer> services) {
    List<VirtualServer> first = services.subList(0, Math.min(services.size(), MOST_SERVICES));
    if (SameEnds.all(shown, first)) {
      return;
    }
    shown = List.copyOf(first);
    Map<String, Integer> before = new HashMap<>();
    for (int column = 0; column < names.size(); column++) {
      before.putIfAbsent(names.get(column), column);
    }
    IdentityHashMap<VirtualServer, Column> known = new IdentityHashMap<>(described);
    described.clear();
    List<String> fresh = new ArrayList<>();
    Map<ServiceKey, Integer> places = new HashMap<>();
    for (VirtualServer service : first) {
      int place = fresh.size();
      Column column = known.get(service);
      column = column == null ? Column.of(service) : column;
      described.put(service, column);
      column.services.forEach(key -> places.putIfAbsent(key, place));
      fresh.add(column.name);
    }
    int[] sources = fresh.stream().mapToInt(name -> before.getOrDefault(name, UNKNOWN)).toArray();
    List<Sample> moved = samples.stream().map(sample -> moved(sample, sources)).toList();
    samples.clear();
    samples.addAll(moved);
    columns = places;
    names = List.copyOf(fresh);
  }

  private static Sample moved(Sample sample, int[] sources) {
    int[] rates =
        Arrays.stream(sources)
            .map(source -> source == UNKNOWN ? UNKNOWN : sample.rates[source])
            .toArray();
    return new Sample(sample.nanos, rates);
  }

  /**
   * Somebody has read the kernel's services.
   *
   * @param nanos when, by {@link System#nanoTime}
   */
  synchronized void read(List<LiveService> services, long nanos) {
    Sample last = samples.peekLast();
    if (names.isEmpty() || (last != null && nanos - last.nanos < LEAST_APART_NANOS)) {
      return;
    }
    int[] rates = new int[names.size()];
    for (LiveService service : services) {
      Integer column = columns.get(service.service().key());
      if (column != null) {
        long sum = rates[column] + service.stats().connectionRate();
        rates[column] = (int) Math.min(sum, Integer.MAX_VALUE);
      }
    }
    samples.addLast(new Sample(nanos, rates));
    forget(nanos);
  }

  private void forget(long nanos) {
    while (!samples.isEmpty()
        && (samples.size() > MOST_SAMPLES || nanos - samples.getFirst().nanos > KEPT.toNanos())) {
      samples.removeFirst();
    }
  }

  /**
   * What is known, oldest first.
   *
   * @param nanos now, by {@link System#nanoTime}
   */
  JsonObject json(long nanos) {
    List<Sample> known;
    List<String> services;
    synchronized (this) {
      forget(nanos);
      known = List.copyOf(samples);
      services = names;
    }
    JsonArray ago = new JsonArray();
    for (Sample sample : known) {
      ago.add(Duration.ofNanos(Math.max(0, nanos - sample.nanos)).toMillis() / 1e3);
    }
    JsonArray array = new JsonArray();
    for (int column = 0; column < services.size(); column++) {
      JsonArray rates = new JsonArray();
      for (Sample sample : known) {
        int rate = sample.rates[column];
        rates.add(rate == UNKNOWN ? JsonNull.INSTANCE : new JsonPrimitive(rate));
      }
      JsonObject service = new JsonObject();
      service.addProperty("name", services.get(column));
      service.add("connectionsPerSecond", rates);
      array.add(service);
    }
    JsonObject object = new JsonObject();
    object.add("secondsAgo", ago);
    object.add("services", array);
    return object;
  }
}
