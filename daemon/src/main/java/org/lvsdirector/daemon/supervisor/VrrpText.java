package org.lvsdirector.daemon.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.daemon.dump.GlobalText;
import org.lvsdirector.daemon.dump.TextLines;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.parser.model.VrrpTransport;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;
import org.lvsdirector.vrrp.track.TrackedScript;

/**
 * The state as text, {@code keepalived.data}, that scripts and exporters read: keepalived's
 * sections, names and order. Socket numbers and interfaces are left out, secrets masked (keepalived
 * reference, VRRP 23.1).
 */
final class VrrpText {
  /** What stands for a secret, however long it is. */
  static final String MASK = "********";

  private final KeepalivedConfig config;
  private final VrrpSnapshot snapshot;
  private final TextLines out = new TextLines();

  VrrpText(KeepalivedConfig config, VrrpSnapshot snapshot) {
    this.config = config;
    this.snapshot = snapshot;
  }

  String data() {
    GlobalText.write(out, config);
    out.section("VRRP Topology");
    snapshot.instances().forEach(this::instance);
    if (!config.vrrp().syncGroups().isEmpty()) {
      out.section("VRRP Sync groups");
      config.vrrp().syncGroups().forEach(this::group);
    }
    if (!config.vrrp().scripts().isEmpty()) {
      out.section("VRRP Scripts");
      config.vrrp().scripts().forEach(this::script);
    }
    if (!config.trackFiles().isEmpty()) {
      out.section("VRRP Track files");
      config.trackFiles().forEach(this::file);
    }
    return out.text();
  }

  private void instance(InstanceStatus status) {
    VrrpInstance instance = status.config();
    out.line(1, "VRRP Instance", instance.name());
    out.line(3, "VRRP Version", instance.version());
    if (instance.family() == AddressFamily.INET6) {
      out.line(3, "Using Native IPv6");
    }
    instance.syncGroup().ifPresent(group -> out.line(3, "Sync group", group));
    out.line(3, "State", status.state());
    flags(instance);
    out.line(3, "Wantstate", wanted(status));
    out.line(3, "Number of config faults", instance.configFault().isPresent() ? 1 : 0);
    out.line(3, "Number of interface and track script faults", status.faults().size());
    out.line(3, "Number of track scripts init", scriptsWithoutResult(instance));
    out.line(3, "Last transition", TextLines.time(status.since()));
    status.deadline().ifPresent(at -> out.line(3, "Read timeout", TextLines.time(at)));
    out.line(3, "Master down timer", status.masterDown().toNanos() / 1000 + " usecs");
    instance.interfaceName().ifPresent(name -> out.line(3, "Interface", name));
    transport(status);
    garp(instance);
    out.line(3, "Virtual Router ID", instance.virtualRouterId());
    out.line(3, "Priority", instance.priority());
    out.line(3, "Effective priority", status.priority());
    out.line(3, "Total priority", status.priority());
    out.line(3, "Advert interval", interval(instance));
    out.line(3, "Accept", TextLines.enabled(instance.behaviour().accept()));
    out.line(3, "Preempt", TextLines.enabled(instance.behaviour().preemptive()));
    if (!instance.behaviour().preemptDelay().isZero()) {
      out.line(
          3, "Preempt delay", TextLines.seconds(instance.behaviour().preemptDelay()) + " secs");
    }
    out.line(
        3, "Promote_secondaries", TextLines.enabled(instance.behaviour().promoteSecondaries()));
    instance.authentication().ifPresent(this::authentication);
    addresses("Virtual IP (" + instance.virtualAddresses().size() + "):", status, false);
    addresses("Virtual IP Excluded :", status, true);
    unicast(instance.transport());
    tracked(instance.tracking());
    out.line(3, "Using smtp notification", TextLines.yes(instance.notifications().smtpAlert()));
    out.line(3, "Notify deleted", instance.notifications().reportDeleted() ? "Deleted" : "Fault");
    scripts(instance.notifications());
    out.line(3, "Notify priority changes", instance.notifications().priorityChanges());
  }

  private void flags(VrrpInstance instance) {
    List<String> flags = new ArrayList<>();
    if (instance.link().isPresent()) {
      flags.add("Using VMAC");
    }
    if (instance.transport().unicast()) {
      flags.add("Using unicast");
    }
    if (flags.isEmpty()) {
      out.line(3, "Flags: none");
    } else {
      out.list("Flags:", flags);
    }
  }

  /** A member of a sync group that has timed out wants what the whole group waits for. */
  static Reported wanted(InstanceStatus status) {
    return status.wantsMaster() ? Reported.MASTER : status.state();
  }

  private long scriptsWithoutResult(VrrpInstance instance) {
    return instance.tracking().scripts().stream()
        .filter(entry -> entry.weight() == 0)
        .map(entry -> snapshot.scripts().get(entry.name()))
        .filter(script -> script != null && !script.known())
        .count();
  }

  private void transport(InstanceStatus status) {
    VrrpTransport transport = status.config().transport();
    status
        .source()
        .ifPresent(
            source ->
                out.line(
                    3,
                    "Using src_ip",
                    AddressText.of(source)
                        + (transport.sourceAddress().isPresent() ? " (from configuration)" : "")));
    if (!transport.unicast()) {
      out.line(3, "Multicast address " + AddressText.of(transport.multicastGroup()));
    }
  }

  private void garp(VrrpInstance instance) {
    var garp = instance.garp();
    out.line(3, "Gratuitous ARP delay", garp.masterDelay().toSeconds());
    out.line(3, "Gratuitous ARP repeat", garp.masterRepeat());
    out.line(3, "Gratuitous ARP refresh", garp.masterRefresh().toSeconds());
    out.line(3, "Gratuitous ARP refresh repeat", garp.masterRefreshRepeat());
    out.line(3, "Gratuitous ARP lower priority delay", garp.lowerPrioDelay().toSeconds());
    out.line(3, "Gratuitous ARP lower priority repeat", garp.lowerPrioRepeat());
    out.line(3, "Down timer adverts", instance.downTimerAdverts());
    out.line(
        3,
        "Send advert after receive lower priority advert",
        !instance.behaviour().lowerPrioNoAdvert());
    out.line(
        3,
        "Send advert after receive higher priority advert",
        instance.behaviour().higherPrioSendAdvert());
  }

  private static String interval(VrrpInstance instance) {
    return instance.version() == 2
        ? instance.advertInterval().toSeconds() + " sec"
        : instance.advertInterval().toMillis() + " milli-sec";
  }

  private void authentication(Authentication authentication) {
    boolean simple = authentication.type() == Authentication.Type.PASS;
    out.line(3, "Authentication type", simple ? "SIMPLE_PASSWORD" : "IPSEC_AH");
    out.line(3, "Password", MASK);
  }

  private void addresses(String title, InstanceStatus status, boolean excluded) {
    List<VipAddress> vips =
        excluded ? status.config().excludedAddresses() : status.config().virtualAddresses();
    out.list(title, vips.stream().map(vip -> VipLine.of(vip, status)).toList());
  }

  private void unicast(VrrpTransport transport) {
    if (transport.unicast()) {
      out.line(3, "Unicast TTL", transport.ttl().orElse(255));
      out.line(3, "Check unicast src : " + TextLines.yes(transport.checkUnicastSource()));
      out.list(
          "Unicast Peer :",
          transport.unicastPeers().stream()
              .map(
                  p ->
                      AddressText.of(p.address())
                          + " min_ttl "
                          + p.minTtl()
                          + " max_ttl "
                          + p.maxTtl())
              .toList());
    }
  }

  private void tracked(Tracking tracking) {
    out.list("Tracked interfaces :", weights(tracking.interfaces(), " weight "));
    out.list("Tracked scripts :", weights(tracking.scripts(), " weight "));
    out.list("Tracked files :", weights(tracking.files(), ", weight "));
    out.list("Tracked processes :", weights(tracking.processes(), ", weight "));
  }

  private static List<String> weights(List<Tracking.Entry> entries, String between) {
    return entries.stream()
        .map(e -> e.name() + between + e.weight() + (e.reverse() ? " reverse" : ""))
        .toList();
  }

  private void scripts(VrrpNotifications scripts) {
    out.script("Backup state transition", scripts.backup());
    out.script("Master state transition", scripts.master());
    out.script("Fault state transition", scripts.fault());
    out.script("Stop state transition", scripts.stop());
    out.script("Generic state transition", scripts.any());
    out.script("Master rx lower pri", scripts.lowerPriority());
  }

  private void group(VrrpSyncGroup group) {
    Reported state = snapshot.groups().getOrDefault(group.name(), Reported.INIT);
    out.line(1, "VRRP Sync Group", group.name() + ", " + state);
    List<InstanceStatus> members =
        group.members().stream().map(snapshot::instance).flatMap(Optional::stream).toList();
    out.line(
        3,
        "Num member fault "
            + members.stream().filter(m -> m.state() == Reported.FAULT).count()
            + ", num member init "
            + members.stream().filter(m -> m.state() == Reported.INIT).count());
    out.list("VRRP member instances :", group.members());
    out.line(3, "Using smtp notification", TextLines.yes(group.notifications().smtpAlert()));
    scripts(group.notifications());
  }

  private void script(VrrpScript script) {
    Optional<TrackedScript> now = Optional.ofNullable(snapshot.scripts().get(script.name()));
    out.line(1, "VRRP Script", script.name());
    out.line(3, "Command", TextLines.quoted(script.command()));
    out.line(3, "Interval", TextLines.seconds(script.interval()) + " sec");
    boolean ownTimeout = !script.timeout().equals(script.interval());
    out.line(3, "Timeout", (ownTimeout ? TextLines.seconds(script.timeout()) : "0") + " sec");
    out.line(3, "Weight", script.weight() + (script.reverse() ? " reverse" : ""));
    out.line(3, "Rise", script.rise());
    out.line(3, "Fall", script.fall());
    out.line(3, "Result", now.map(TrackedScript::count).orElse(0));
    out.line(3, "Insecure", "no");
    out.line(3, "Init state", script.initFail() ? "failed" : "unknown");
    out.line(
        3,
        "Status",
        now.filter(TrackedScript::known).map(s -> s.up() ? "GOOD" : "BAD").orElse("unknown"));
    out.line(
        3, "Script uid:gid", script.command().runAs().uid() + ":" + script.command().runAs().gid());
    trackers(script.name(), Tracking::scripts);
    out.line(3, "State", "idle");
  }

  private void file(TrackFile file) {
    out.line(1, "Track file", file.name());
    out.line(3, "File", file.path());
    out.line(3, "Status", snapshot.files().getOrDefault(file.name(), 0));
    out.line(3, "Weight", file.weight() + (file.reverse() ? " reverse" : ""));
    trackers(file.name(), Tracking::files);
  }

  private void trackers(
      String name, java.util.function.Function<Tracking, List<Tracking.Entry>> of) {
    out.line(3, "Tracking instances :");
    for (VrrpInstance instance : config.vrrp().instances()) {
      of.apply(instance.tracking()).stream()
          .filter(entry -> entry.name().equals(name))
          .forEach(
              entry ->
                  out.line(
                      5,
                      instance.name()
                          + ", weight "
                          + entry.weight()
                          + (entry.reverse() ? " reverse" : "")));
    }
  }
}
