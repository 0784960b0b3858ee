package org.lvsdirector.daemon.worker;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.io.Reconciler;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.parser.model.LvsGlobals;

/**
 * What {@code global_defs} wants of IPVS besides the table: timeouts, and the sync daemon that
 * follows a VRRP instance.
 */
final class KernelSettings {
  private KernelSettings() {}

  /** What happens to the table at the stop. */
  static Reconciler.StopMode stopMode(boolean keep, LvsGlobals.FlushOnStop flush) {
    if (keep) {
      return Reconciler.StopMode.KEEP;
    }
    return flush == LvsGlobals.FlushOnStop.ALL
        ? Reconciler.StopMode.FLUSH
        : Reconciler.StopMode.REMOVE;
  }

  /** {@code lvs_timeouts}; 0 leaves one as it is. */
  static Optional<IpvsTimeouts> timeouts(LvsGlobals settings) {
    if (settings.tcpTimeout().isEmpty()
        && settings.tcpFinTimeout().isEmpty()
        && settings.udpTimeout().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IpvsTimeouts(
            seconds(settings.tcpTimeout()),
            seconds(settings.tcpFinTimeout()),
            seconds(settings.udpTimeout())));
  }

  /**
   * {@code lvs_sync_daemon} (keepalived reference, LVS 27.6): with an instance, master where that
   * is MASTER and backup elsewhere; without one both roles.
   *
   * @param vrrp the VRRP part of the status, as the main process told it
   */
  static Optional<Set<SyncDaemon>> syncDaemons(LvsGlobals settings, JsonObject vrrp) {
    return settings
        .syncDaemon()
        .map(
            wanted -> {
              SyncDaemon master = daemon(wanted, vrrp);
              if (wanted.instance().isEmpty()) {
                return Set.of(master, master.as(SyncDaemon.Role.BACKUP));
              }
              boolean isMaster =
                  instance(vrrp, wanted.instance().get())
                      .map(i -> i.get("state").getAsString().equals("MASTER"))
                      .orElse(false);
              return Set.of(isMaster ? master : master.as(SyncDaemon.Role.BACKUP));
            });
  }

  private static SyncDaemon daemon(
      org.lvsdirector.parser.model.SyncDaemon wanted, JsonObject vrrp) {
    int vrid =
        wanted
            .instance()
            .flatMap(name -> instance(vrrp, name))
            .map(i -> i.get("vrid").getAsInt())
            .orElse(0);
    return new SyncDaemon(
        SyncDaemon.Role.MASTER,
        wanted.interfaceName(),
        wanted.id() > 0 ? wanted.id() : vrid,
        Math.max(0, wanted.maxLength()),
        wanted.group().map(IpAddress::of),
        Math.max(0, wanted.port()),
        Math.max(0, wanted.ttl()));
  }

  private static Optional<JsonObject> instance(JsonObject vrrp, String name) {
    if (vrrp.has("instances")) {
      for (JsonElement element : vrrp.getAsJsonArray("instances")) {
        if (element.getAsJsonObject().get("name").getAsString().equals(name)) {
          return Optional.of(element.getAsJsonObject());
        }
      }
    }
    return Optional.empty();
  }

  private static int seconds(Optional<Duration> time) {
    return time.map(t -> Math.toIntExact(t.toSeconds())).orElse(0);
  }
}
