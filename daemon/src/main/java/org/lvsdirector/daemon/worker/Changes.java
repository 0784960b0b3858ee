package org.lvsdirector.daemon.worker;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.lvsdirector.healthcheck.io.CheckReport;
import org.lvsdirector.healthcheck.io.HealthSnapshot;

/**
 * The latest changes of everything, oldest first: VRRP's from the history, the servers' from their
 * checks.
 */
final class Changes {
  private Changes() {}

  /** The checks' changes of the servers whose name passes. */
  static List<History.Entry> ofServers(HealthSnapshot snapshot, Predicate<String> server) {
    List<History.Entry> entries = new ArrayList<>();
    for (HealthSnapshot.Pool pool : snapshot.pools()) {
      pool.checks()
          .forEach(
              (key, checks) -> {
                if (server.test(key.name())) {
                  checks.forEach(
                      check -> add(entries, pool.state().key().name(), key.name(), check));
                }
              });
    }
    entries.sort(Comparator.comparing(History.Entry::at));
    return entries;
  }

  /** At most {@code most} of all changes. */
  static JsonArray latest(History history, HealthSnapshot snapshot, int most) {
    List<History.Entry> all = new ArrayList<>(history.entries());
    all.addAll(ofServers(snapshot, _ -> true));
    all.sort(Comparator.comparing(History.Entry::at));
    JsonArray array = new JsonArray();
    all.subList(Math.max(0, all.size() - most), all.size())
        .forEach(entry -> array.add(entry.json()));
    return array;
  }

  private static void add(
      List<History.Entry> entries, String pool, String server, CheckReport check) {
    for (CheckReport.Change change : check.history()) {
      entries.add(
          new History.Entry(
              change.at(),
              server,
              pool,
              change.up() ? "up" : "down",
              check.kind() + ": " + change.sentence()));
    }
  }
}
