package org.lvsdirector.vrrp.track;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.Fault;

/**
 * The sum of a priority and its trackers, and the faults of those without weight (keepalived
 * reference, VRRP 9.7 and 11).
 */
public final class EffectivePriority {
  private static final int FILE_FAULT = -254;
  private static final int FILE_MAXIMUM = 253;

  private final VrrpInstance config;
  private final TrackStatus status;
  private final List<Fault> faults = new ArrayList<>();
  private int sum;

  private EffectivePriority(VrrpInstance config, TrackStatus status) {
    this.config = config;
    this.status = status;
    this.sum = config.priority();
  }

  /**
   * What the trackers say.
   *
   * @param priority effective priority, 1..254, or 255 for an owner
   * @param faults reasons to be in FAULT
   */
  public record Verdict(int priority, List<Fault> faults) {
    /** Copies the list. */
    public Verdict {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Evaluates everything an instance tracks.
   *
   * @param group what its sync group tracks, or {@link Tracking#NONE}
   */
  public static Verdict of(VrrpInstance config, Tracking group, TrackStatus status) {
    var sum = new EffectivePriority(config, status);
    sum.implicitInterfaces();
    sum.add(config.tracking());
    sum.add(group);
    int priority = config.owner() ? config.priority() : Math.clamp(sum.sum, 1, 254);
    return new Verdict(priority, sum.faults);
  }

  /**
   * Own interface, and those of addresses, routes and rules, unless told not to (reference, VRRP
   * 11.5).
   */
  private void implicitInterfaces() {
    for (String name : implicit(config)) {
      fault(!status.isUp(name), Fault.Kind.INTERFACE, "interface " + name + " is down");
    }
  }

  /** The interfaces an instance tracks without saying so. */
  public static Set<String> implicit(VrrpInstance config) {
    Set<String> names = new LinkedHashSet<>();
    for (List<VipAddress> list : List.of(config.virtualAddresses(), config.excludedAddresses())) {
      list.stream()
          .filter(a -> !a.noTrack())
          .map(VipAddress::interfaceName)
          .flatMap(Optional::stream)
          .forEach(names::add);
    }
    for (IpRoute route : config.routes()) {
      if (!route.noTrack()) {
        route.interfaceName().ifPresent(names::add);
      }
    }
    for (IpRule rule : config.rules()) {
      if (!rule.noTrack()) {
        rule.selector().inputInterface().ifPresent(names::add);
        rule.selector().outputInterface().ifPresent(names::add);
      }
    }
    config.interfaceName().ifPresent(names::remove);
    if (!config.behaviour().dontTrackPrimary()) {
      config.interfaceName().ifPresent(names::add);
    }
    return names;
  }

  private void add(Tracking tracking) {
    for (Tracking.Entry entry : tracking.interfaces()) {
      weigh(entry, status.isUp(entry.name()), Fault.Kind.INTERFACE, "interface " + entry.name());
    }
    for (Tracking.Entry entry : tracking.scripts()) {
      script(entry);
    }
    for (Tracking.Entry entry : tracking.processes()) {
      boolean quorum = status.processes().getOrDefault(entry.name(), false);
      weigh(entry, quorum, Fault.Kind.TRACKER, "process " + entry.name());
    }
    for (Tracking.Entry entry : tracking.bfds()) {
      boolean up = status.bfds().getOrDefault(entry.name(), false);
      weigh(entry, up, Fault.Kind.TRACKER, "BFD session " + entry.name());
    }
    for (Tracking.Entry entry : tracking.files()) {
      file(entry);
    }
  }

  private void script(Tracking.Entry entry) {
    TrackedScript script = status.scripts().get(entry.name());
    if (script == null || !script.known()) {
      fault(entry.weight() == 0, Fault.Kind.PENDING, "script " + entry.name());
      return;
    }
    weigh(entry, script.up(), Fault.Kind.TRACKER, "script " + entry.name());
  }

  /** Positive weights count while up, negative ones while down; reverse turns the sign. */
  private void weigh(Tracking.Entry entry, boolean up, Fault.Kind kind, String what) {
    if (entry.weight() == 0) {
      fault(up == entry.reverse(), kind, what + (up ? " is up (reverse)" : failed(kind)));
    } else if (up == entry.weight() > 0) {
      sum += entry.reverse() ? -entry.weight() : entry.weight();
    }
  }

  private static String failed(Fault.Kind kind) {
    return kind == Fault.Kind.INTERFACE ? " is down" : " has failed";
  }

  private void file(Tracking.Entry entry) {
    int value = status.files().getOrDefault(entry.name(), 0);
    if (entry.weight() == 0) {
      fault(
          (value != 0) != entry.reverse(),
          Fault.Kind.TRACKER,
          "track file " + entry.name() + " holds " + value);
      return;
    }
    long product = (long) value * entry.weight() * (entry.reverse() ? -1 : 1);
    if (product <= FILE_FAULT) {
      fault(true, Fault.Kind.TRACKER, "track file " + entry.name() + " holds " + value);
    } else {
      sum += (int) Math.min(product, FILE_MAXIMUM);
    }
  }

  private void fault(boolean failed, Fault.Kind kind, String text) {
    if (failed) {
      faults.add(new Fault(kind, text));
    }
  }
}
