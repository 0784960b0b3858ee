package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.JvmFacts;
import org.lvsdirector.daemon.ProcessTuner;
import org.lvsdirector.daemon.config.VipText;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.group.RouterEvent;
import org.lvsdirector.vrrp.io.HandOver;
import org.lvsdirector.vrrp.io.VrrpNotice;
import org.lvsdirector.vrrp.io.VrrpOptions;
import org.lvsdirector.vrrp.io.VrrpService;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** VRRP with its notifications. */
final class VrrpRuntime implements VrrpHalf {
  private static final Logger LOG = LoggerFactory.getLogger(VrrpRuntime.class);

  /** The loop turns every five seconds at least; a reload with many addresses may hold it up. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

  private final VrrpService service;
  private final VrrpNotifier notifier;
  private final Notifications notifications;
  private final Silence silence = new Silence(System.nanoTime());

  private VrrpRuntime(VrrpService service, VrrpNotifier notifier, Notifications notifications) {
    this.service = service;
    this.notifier = notifier;
    this.notifications = notifications;
  }

  /**
   * Starts VRRP.
   *
   * @param changed called on the VRRP thread when an instance or group changes its state, a moment
   *     before {@link #status} shows it
   * @throws DaemonRefusal if the kernel does not let us
   */
  static VrrpRuntime start(KeepalivedConfig config, RunOptions options, Runnable changed)
      throws DaemonRefusal {
    Notifications notifications = Notifications.forVrrp(config, options);
    VrrpNotifier notifier = new VrrpNotifier(config, notifications);
    var tuner = new ProcessTuner("vrrp");
    tuner.favour(config.global().vrrpProcess());
    tuner.limitRealtime(config.global().vrrpProcess());
    Rehearsal rehearsal = Rehearsal.of(config);
    try {
      VrrpService service =
          VrrpService.start(
              config,
              new VrrpOptions(
                  java.util.Optional.empty(),
                  !options.release().keepVrrp(),
                  InPlaceRestart.received(),
                  true),
              notice -> {
                notifier.tell(notice);
                if (notice instanceof VrrpNotice.StateChanged) {
                  changed.run();
                }
              });
      // Those that were started meanwhile, the loop's among them.
      tuner.favour(config.global().vrrpProcess());
      rehearsal.start();
      return new VrrpRuntime(service, notifier, notifications);
    } catch (LinuxException e) {
      notifications.close();
      throw new DaemonRefusal(ExitStatus.FATAL, "VRRP cannot run: " + e.getMessage());
    }
  }

  @Override
  public void reload(KeepalivedConfig config) {
    notifications.reload(config);
    notifier.use(config);
    try {
      service.reload(config);
      notifier.reloaded(service.snapshot());
    } catch (LinuxException e) {
      LOG.error(
          "VRRP took over the new configuration only in part: {}; the next reload tries again",
          e.getMessage());
    }
  }

  @Override
  public void stop() {
    service.stop();
    notifications.close();
  }

  @Override
  public HandOver handOver() throws LinuxException {
    try {
      return service.handOver();
    } finally {
      notifications.closeAtOnce();
    }
  }

  @Override
  public JsonObject status() {
    VrrpSnapshot snapshot = service.snapshot();
    JsonArray instances = new JsonArray();
    snapshot.instances().forEach(instance -> instances.add(json(instance)));
    JsonObject status = new JsonObject();
    status.add("instances", instances);
    status.addProperty("latenessWorstMillis", snapshot.lateness().worst().toMillis());
    status.addProperty("latenessRecentMillis", snapshot.lateness().worstRecent().toMillis());
    status.addProperty("mainPid", ProcessHandle.current().pid());
    status.add("jvm", JvmFacts.json());
    return status;
  }

  @Override
  public long version() {
    return service.version();
  }

  @Override
  public void clearCounters() {
    service.report(new RouterEvent.CountersCleared());
  }

  @Override
  public VrrpSnapshot snapshot() {
    return service.snapshot();
  }

  private static JsonObject json(InstanceStatus instance) {
    JsonObject object = new JsonObject();
    object.addProperty("name", instance.name());
    object.addProperty("state", instance.state().name());
    object.addProperty("since", instance.since().toString());
    object.addProperty("reason", instance.reason());
    object.addProperty("interface", instance.config().interfaceName().orElse("-"));
    object.addProperty("vrid", instance.config().virtualRouterId());
    object.addProperty("version", instance.config().version());
    object.addProperty("family", instance.config().family().name());
    object.addProperty("basePriority", instance.config().priority());
    object.addProperty("effectivePriority", instance.priority());
    instance
        .lastAdvert()
        .ifPresent(
            heard -> {
              JsonObject advert = new JsonObject();
              advert.addProperty("from", heard.source().getHostAddress());
              advert.addProperty("priority", heard.priority());
              advert.addProperty("at", heard.at().toString());
              object.add("lastAdvert", advert);
            });
    JsonArray addresses = new JsonArray();
    instance.addressesSet().forEach(addresses::add);
    object.add("addresses", addresses);
    JsonArray configured = new JsonArray();
    instance.config().virtualAddresses().forEach(vip -> configured.add(VipText.of(vip)));
    instance.config().excludedAddresses().forEach(vip -> configured.add(VipText.of(vip)));
    object.add("configuredAddresses", configured);
    JsonObject counters = new JsonObject();
    instance
        .counters()
        .forEach((counter, count) -> counters.addProperty(counter.jsonName(), count));
    object.add("counters", counters);
    return object;
  }

  /** Alive while the loop turns. */
  @Override
  public boolean isAlive() {
    silence.counted(service.turns());
    return silence.at(System.nanoTime()).compareTo(LONGEST_TURN) < 0;
  }
}
