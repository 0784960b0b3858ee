package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.VrrpEvent.AddressClaimed;
import org.lvsdirector.vrrp.fsm.VrrpEvent.DeadlinePassed;
import org.lvsdirector.vrrp.fsm.VrrpEvent.Ended;
import org.lvsdirector.vrrp.fsm.VrrpEvent.FaultsChanged;
import org.lvsdirector.vrrp.fsm.VrrpEvent.GroupBackup;
import org.lvsdirector.vrrp.fsm.VrrpEvent.GroupFault;
import org.lvsdirector.vrrp.fsm.VrrpEvent.GroupLowerPriority;
import org.lvsdirector.vrrp.fsm.VrrpEvent.GroupMaster;
import org.lvsdirector.vrrp.fsm.VrrpEvent.GroupRecovered;
import org.lvsdirector.vrrp.fsm.VrrpEvent.Lost;
import org.lvsdirector.vrrp.fsm.VrrpEvent.PriorityChanged;
import org.lvsdirector.vrrp.fsm.VrrpEvent.Received;
import org.lvsdirector.vrrp.fsm.VrrpEvent.Reconfigured;
import org.lvsdirector.vrrp.fsm.VrrpEvent.SourceChanged;
import org.lvsdirector.vrrp.fsm.VrrpEvent.Start;
import org.lvsdirector.vrrp.fsm.VrrpState.Backup;
import org.lvsdirector.vrrp.fsm.VrrpState.Master;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Counter;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;
import org.lvsdirector.vrrp.packet.ReceiveCheck;
import org.lvsdirector.vrrp.packet.Remark;

/** The state machine of RFC 9568 section 6.4: what one event does to one virtual router. */
public final class VirtualRouter {
  /** Start of an owner: MASTER at once (keepalived reference, VRRP 8.1). */
  private static final Duration AT_ONCE = Duration.ofNanos(1000);

  private VirtualRouter() {}

  /** The step that {@code event} causes at {@code now}. */
  public static Step step(Router router, VrrpEvent event, Instant now) {
    return step(router, event, now, now);
  }

  /**
   * The same while timers may stand still.
   *
   * @param timersFrom {@code now}, or the end of {@code vrrp_startup_delay} if that is later
   */
  public static Step step(Router router, VrrpEvent event, Instant now, Instant timersFrom) {
    var turn = new Turn(router, now, timersFrom);
    switch (event) {
      case Start start -> start(turn, start);
      case DeadlinePassed _ -> deadline(turn);
      case Received received -> received(turn, received);
      case PriorityChanged(int effective) -> priority(turn, effective);
      case FaultsChanged(List<Fault> faults) -> faults(turn, faults);
      case SourceChanged(Optional<InetAddress> source) ->
          turn.set(turn.router().withSource(source));
      case Lost(String what) -> lost(turn, what);
      case AddressClaimed(InetAddress address, String hardware) ->
          Rivalry.claimed(turn, address, hardware);
      case VrrpEvent.AdvertLost _ -> turn.count(Counter.SEND_ERR);
      case GroupMaster _ -> groupMaster(turn);
      case GroupBackup(String member) -> groupBackup(turn, member);
      case GroupFault(String member) -> groupFault(turn, member);
      case GroupRecovered _ -> {
        if (router.state() instanceof VrrpState.Fault) {
          Transitions.recover(turn, "sync group has no fault any more");
        }
      }
      case GroupLowerPriority _ -> MasterSteps.announceAgain(turn);
      case Reconfigured(VrrpInstance config) -> Reconfiguration.apply(turn, config);
      case Ended ended -> ended(turn, ended);
    }
    return turn.done();
  }

  /** keepalived reference, VRRP 8.1: only an owner that wants MASTER does not wait. */
  private static void start(Turn turn, Start start) {
    Router router = turn.router();
    if (!router.faults().isEmpty()) {
      startInFault(turn);
      return;
    }
    if (start.resumes()) {
      turn.enter(Backup.until(start.from()), "handed over by the program before");
      return;
    }
    boolean wants = router.config().initialState() == VrrpInstance.InitialState.MASTER;
    if (wants && router.config().owner() && !start.groupHoldsBack()) {
      turn.enter(Backup.until(start.from().plus(AT_ONCE)), "started as owner");
      return;
    }
    if (wants && start.groupHoldsBack()) {
      Duration minimal =
          VrrpTimers.skew(router.config().version(), 255, router.config().advertInterval());
      Instant at = start.from().plus(router.config().advertInterval()).plus(minimal);
      Transitions.toBackup(turn, at, "started in a sync group");
      return;
    }
    Transitions.toBackup(turn, start.from().plus(VrrpTimers.masterDown(router)), "started");
  }

  /** Scripts that have not answered hold the router back without a word (reference, VRRP 8.2). */
  private static void startInFault(Turn turn) {
    List<Fault> faults = turn.router().faults();
    boolean silent = faults.stream().allMatch(f -> f.kind() == Fault.Kind.PENDING);
    if (silent) {
      turn.enter(new VrrpState.Fault(), "waiting for " + faults.getFirst().text());
    } else {
      Transitions.toFault(turn, loudest(faults).text());
    }
  }

  private static Fault loudest(List<Fault> faults) {
    return faults.stream()
        .filter(f -> f.kind() != Fault.Kind.PENDING)
        .findFirst()
        .orElse(faults.getFirst());
  }

  private static void deadline(Turn turn) {
    switch (turn.router().state()) {
      case Backup backup -> BackupSteps.deadline(turn, backup);
      case Master master -> MasterSteps.deadline(turn, master);
      case VrrpState.Initialize _, VrrpState.Fault _ -> {
        // nothing runs
      }
    }
  }

  private static void received(Turn turn, Received received) {
    Router router = turn.router();
    boolean listening = router.state() instanceof Backup || router.state() instanceof Master;
    if (!listening) {
      return;
    }
    turn.set(router.withMemory(received.memory()));
    switch (received.result()) {
      case Rejected rejected -> refuse(turn, received.source(), rejected);
      case Accepted accepted -> accept(turn, accepted);
    }
  }

  private static void refuse(Turn turn, InetAddress source, Rejected rejected) {
    rejected.check().counter().ifPresent(turn::count);
    if (rejected.check().compareTo(ReceiveCheck.UNICAST_SOURCE) >= 0) {
      // These two come after the advert was counted (reference, VRRP 6, checks 16 and 18).
      turn.count(Counter.ADVERT_RCVD);
    }
    turn.sayOnce(
        rejected.check().name(),
        VrrpEffect.Level.INFO,
        "advert from " + Addresses.text(source) + " ignored: " + rejected.detail());
    Rivalry.refused(turn, source, rejected);
  }

  private static void accept(Turn turn, Accepted accepted) {
    turn.count(Counter.ADVERT_RCVD);
    for (Remark remark : accepted.remarks()) {
      if (remark.kind() == Remark.Kind.ADDRESS_COUNT
          || remark.kind() == Remark.Kind.ADDRESS_MISSING) {
        turn.count(Counter.ADDR_LIST_ERR);
      }
      turn.sayOnce(
          remark.kind().name(),
          VrrpEffect.Level.INFO,
          "advert from " + Addresses.text(accepted.source()) + ": " + remark.text());
    }
    if (accepted.advertisement().priority() == 0) {
      turn.count(Counter.PRI_ZERO_RCVD);
    }
    switch (turn.router().state()) {
      case Backup backup -> BackupSteps.heard(turn, backup, accepted);
      case Master master -> MasterSteps.heard(turn, master, accepted);
      case VrrpState.Initialize _, VrrpState.Fault _ -> {
        // not listening
      }
    }
  }

  /** A running down timer moves with the priority (keepalived reference, VRRP 7.4). */
  private static void priority(Turn turn, int effective) {
    Router before = turn.router();
    if (before.config().owner() || effective == before.priority()) {
      return;
    }
    turn.set(before.withPriority(effective));
    turn.emit(
        new VrrpEffect.PriorityMoved(
            before.name(), before.reported(), before.priority(), effective));
    if (before.state() instanceof Backup backup) {
      Duration shift = VrrpTimers.masterDown(turn.router()).minus(VrrpTimers.masterDown(before));
      turn.set(backup.withMasterDownAt(backup.masterDownAt().plus(shift)));
    }
  }

  private static void faults(Turn turn, List<Fault> faults) {
    List<Fault> before = turn.router().faults();
    turn.set(turn.router().withFaults(faults));
    switch (turn.router().state()) {
      case Backup _, Master _ -> {
        Optional<Fault> first =
            faults.stream().filter(f -> f.kind() != Fault.Kind.PENDING).findFirst();
        first.ifPresent(f -> Transitions.toFault(turn, f.text()));
      }
      case VrrpState.Fault _ -> stillFaulty(turn, before, faults);
      case VrrpState.Initialize _ -> {
        // read at start
      }
    }
  }

  private static void stillFaulty(Turn turn, List<Fault> before, List<Fault> faults) {
    if (faults.isEmpty()) {
      if (turn.router().config().syncGroup().isEmpty()) {
        Transitions.recover(turn, "no fault any more");
      }
      return;
    }
    boolean wasSilent = before.stream().allMatch(f -> f.kind() == Fault.Kind.PENDING);
    Fault loudest = loudest(faults);
    if (wasSilent && loudest.kind() != Fault.Kind.PENDING) {
      Transitions.toFault(turn, loudest.text());
    }
  }

  private static void lost(Turn turn, String what) {
    if (turn.router().state() instanceof Master) {
      Transitions.masterToBackupBriefly(turn, what + " was removed by another program");
    }
  }

  private static void groupMaster(Turn turn) {
    if (turn.router().state() instanceof Backup) {
      Transitions.toMaster(turn, "all members of the sync group agree");
    }
  }

  private static void groupBackup(Turn turn, String member) {
    switch (turn.router().state()) {
      case Master _ -> Transitions.masterToBackup(turn, member + " in its sync group left MASTER");
      case Backup backup -> turn.set(backup.withWish(false));
      case VrrpState.Initialize _, VrrpState.Fault _ -> {
        // nothing to give up
      }
    }
  }

  private static void groupFault(Turn turn, String member) {
    switch (turn.router().state()) {
      case Master _, Backup _ ->
          Transitions.toFault(turn, member + " in its sync group is in FAULT");
      case VrrpState.Initialize _, VrrpState.Fault _ -> {
        // already there
      }
    }
  }

  /** Priority 0 first, then the addresses go (keepalived reference, VRRP 28.5 and 29.2). */
  private static void ended(Turn turn, Ended ended) {
    Router router = turn.router();
    boolean wasFault = router.state() instanceof VrrpState.Fault;
    if (router.state() instanceof Master && ended.release()) {
      turn.resign();
      Transitions.endRivalry(turn);
      Transitions.uninstall(turn);
      turn.count(Counter.RELEASE_MASTER);
    }
    Reported as = ended.as();
    turn.emit(
        new VrrpEffect.Transition(
            router.name(),
            router.reported(),
            as,
            as == Reported.STOP ? "stopped" : "removed from the configuration"));
    turn.set(turn.router().withState(new VrrpState.Initialize()));
    boolean asFault = as == Reported.DELETED && !router.config().notifications().reportDeleted();
    if (asFault && wasFault) {
      return;
    }
    turn.emit(new VrrpEffect.Notify(router.name(), as, turn.router().priority()));
  }
}
