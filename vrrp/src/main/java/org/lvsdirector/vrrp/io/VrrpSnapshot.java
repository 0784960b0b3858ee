package org.lvsdirector.vrrp.io;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.Fault;
import org.lvsdirector.vrrp.fsm.Heard;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpState;
import org.lvsdirector.vrrp.fsm.VrrpTimers;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;
import org.lvsdirector.vrrp.track.TrackedScript;

/**
 * Status of VRRP at one moment; immutable.
 *
 * @param instances in the order of the file
 * @param groups state of each sync group
 * @param scripts verdict of each tracked script
 * @param files value of each track file; what is missing is 0
 * @param lateness how punctual the VRRP thread is
 */
public record VrrpSnapshot(
    List<InstanceStatus> instances,
    Map<String, Reported> groups,
    Map<String, TrackedScript> scripts,
    Map<String, Integer> files,
    LatenessStatus lateness) {
  /** Nothing runs. */
  public static final VrrpSnapshot EMPTY =
      new VrrpSnapshot(
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          new LatenessStatus(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));

  /** Copies lists and maps. */
  public VrrpSnapshot {
    instances = List.copyOf(instances);
    groups = Map.copyOf(groups);
    scripts = Map.copyOf(scripts);
    files = Map.copyOf(files);
  }

  /**
   * Status of one instance.
   *
   * @param config its block
   * @param state present state
   * @param since when it was entered
   * @param reason why it was entered
   * @param priority effective priority
   * @param lastAdvert last advert that counted
   * @param masterInterval interval of the present master
   * @param counters statistics
   * @param faults reasons to be in FAULT
   * @param addressesSet VIPs and excluded ones that are on their interfaces by our doing, as text
   * @param wantsMaster timed out as BACKUP, but waiting for the rest of the sync group
   * @param source source address of adverts, where one is known
   * @param deadline when something has to be done next
   * @param masterDown how long a master may be silent
   */
  public record InstanceStatus(
      VrrpInstance config,
      Reported state,
      Instant since,
      String reason,
      int priority,
      Optional<Heard> lastAdvert,
      Duration masterInterval,
      Map<Counter, Long> counters,
      List<Fault> faults,
      List<String> addressesSet,
      boolean wantsMaster,
      Optional<InetAddress> source,
      Optional<Instant> deadline,
      Duration masterDown) {
    /** Copies lists and maps. */
    public InstanceStatus {
      counters = Map.copyOf(counters);
      faults = List.copyOf(faults);
      addressesSet = List.copyOf(addressesSet);
    }

    /** The status of a router, given the addresses that are on interfaces by our doing. */
    static InstanceStatus of(Router router, Set<AddressKey> installed) {
      List<String> set =
          router.reported() != Reported.MASTER
              ? List.of()
              : router.allAddresses().stream()
                  .filter(a -> installed.contains(AddressKey.of(a)))
                  .map(a -> Addresses.text(a.address()) + "/" + a.prefixLength())
                  .toList();
      return new InstanceStatus(
          router.config(),
          router.reported(),
          router.since(),
          router.reason(),
          router.priority(),
          router.heard(),
          router.masterInterval(),
          router.counters().values(),
          router.faults(),
          set,
          router.state() instanceof VrrpState.Backup backup && backup.wantsMaster(),
          router.source(),
          router.state().deadline(),
          VrrpTimers.masterDown(router));
    }

    /** Name of the instance. */
    public String name() {
      return config.name();
    }
  }

  /**
   * How late the VRRP thread woke for its deadlines.
   *
   * @param wakes deadlines so far
   * @param last at the last one
   * @param worst ever
   * @param worstRecent in the last minute or so
   */
  public record LatenessStatus(long wakes, Duration last, Duration worst, Duration worstRecent) {}

  /** Status of the instance with this name. */
  public Optional<InstanceStatus> instance(String name) {
    return instances.stream().filter(i -> i.name().equals(name)).findFirst();
  }
}
