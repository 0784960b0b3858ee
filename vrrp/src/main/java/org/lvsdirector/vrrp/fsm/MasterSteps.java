package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.VrrpState.GarpSchedule;
import org.lvsdirector.vrrp.fsm.VrrpState.Master;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.AuthType;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;

/** RFC 9568 section 6.4.3, as keepalived does it (reference, VRRP 8.5, 9.2, 15). */
final class MasterSteps {
  private MasterSteps() {}

  static void deadline(Turn turn, Master state) {
    if (expired(turn, state)) {
      Transitions.masterToBackup(turn, "timer expired: no advert sent in time");
      return;
    }
    if (Oversleep.of(turn.router(), state, turn.now)) {
      Oversleep.wake(turn, state);
      return;
    }
    Rivalry.deadline(turn);
    if (!turn.now.isBefore(state.advertAt())) {
      advertise(turn);
      keepPace(turn, state.advertAt());
    }
    garp(turn);
  }

  /** {@code timer_expired_backup} (keepalived reference, VRRP 8.10). */
  private static boolean expired(Turn turn, Master state) {
    var other = turn.router().config().behaviour().timerExpiredBackup();
    return other.isPresent()
        && Duration.between(state.lastSentAt(), turn.now)
                .compareTo(VrrpTimers.expired(turn.router(), other.getAsInt()))
            >= 0;
  }

  /** A little lateness of one advert must not add up over all that follow. */
  private static void keepPace(Turn turn, Instant due) {
    Duration interval = turn.router().config().advertInterval();
    boolean little = Duration.between(due, turn.now).compareTo(interval.dividedBy(4)) <= 0;
    if (little && turn.router().state() instanceof Master master) {
      turn.set(new Master(due.plus(interval), turn.now, master.garp(), master.rival()));
    }
  }

  /** Sends and restarts the advert interval. */
  static void advertise(Turn turn) {
    turn.advertise();
    if (turn.router().state() instanceof Master master) {
      Instant next = turn.now.plus(turn.router().config().advertInterval());
      turn.set(new Master(next, turn.now, master.garp(), master.rival()));
    }
  }

  private static void garp(Turn turn) {
    if (!(turn.router().state() instanceof Master state)) {
      return;
    }
    GarpSettings settings = turn.router().config().garp();
    GarpSchedule garp = state.garp();
    Optional<Instant> second = garp.secondBurstAt();
    Optional<Instant> refresh = garp.refreshAt();
    Optional<Instant> lower = garp.lowerPrioAt();
    Optional<Instant> extra = garp.extraAt();
    if (due(turn, second)) {
      Transitions.announce(turn, settings.masterRepeat());
      second = Optional.empty();
    }
    if (due(turn, refresh)) {
      Transitions.announce(turn, settings.masterRefreshRepeat());
      refresh = Optional.of(turn.now.plus(settings.masterRefresh()));
    }
    if (due(turn, lower)) {
      Transitions.announce(turn, settings.lowerPrioRepeat());
      lower = Optional.empty();
    }
    if (due(turn, extra)) {
      announceExtra(turn, settings);
      extra = Optional.of(turn.now.plus(settings.extraInterval()));
    }
    turn.set(state.withGarp(new GarpSchedule(second, refresh, lower, extra)));
  }

  /** {@code garp_extra_if}: one announcement for addresses that sit on other interfaces (15.3). */
  private static void announceExtra(Turn turn, GarpSettings settings) {
    Optional<String> own = turn.router().config().interfaceName();
    var addresses =
        turn.router().allAddresses().stream()
            .filter(a -> settings.extraAll() || a.useVmac() || !a.interfaceName().equals(own))
            .toList();
    if (!addresses.isEmpty()) {
      turn.emit(new VrrpEffect.Announce(turn.name(), addresses, 1));
    }
  }

  private static boolean due(Turn turn, Optional<Instant> at) {
    return at.isPresent() && !turn.now.isBefore(at.get());
  }

  static void heard(Turn turn, Master state, Accepted accepted) {
    int priority = accepted.advertisement().priority();
    turn.set(turn.router().withHeard(new Heard(accepted.source(), priority, turn.now)));
    boolean overslept = Oversleep.of(turn.router(), state, turn.now);
    if (priority == 0) {
      if (!overslept) {
        advertise(turn);
      }
      return;
    }
    int comparison = compare(turn.router(), accepted);
    if (comparison == 0) {
      turn.sayOnce(
          "own address",
          VrrpEffect.Level.WARNING,
          "advert from our own address "
              + Addresses.text(accepted.source())
              + " received: is it configured on two hosts, or does the network loop?");
    } else if (comparison > 0) {
      yieldTo(turn, accepted, overslept);
    } else if (!overslept) {
      // Else one of many that have queued up: answered once, when all of them have been read.
      resist(turn, state, accepted);
    }
  }

  /**
   * Positive if the sender wins: higher priority, or the same and the higher address (RFC 9568
   * 6.4.3).
   */
  private static int compare(Router router, Accepted accepted) {
    int byPriority = Integer.compare(accepted.advertisement().priority(), router.priority());
    if (byPriority != 0) {
      return byPriority;
    }
    Optional<InetAddress> own = router.source();
    return own.isEmpty() ? 1 : Addresses.compare(accepted.source(), own.get());
  }

  private static void yieldTo(Turn turn, Accepted accepted, boolean overslept) {
    VrrpInstance config = turn.router().config();
    if (config.behaviour().higherPrioSendAdvert() && !overslept) {
      turn.advertise();
    }
    if (config.version() == 3) {
      turn.set(turn.router().withMasterInterval(accepted.advertisement().interval()));
    }
    boolean equal = accepted.advertisement().priority() == turn.router().priority();
    Transitions.masterToBackup(
        turn,
        "%s advert of %d from %s, ours is %d"
            .formatted(
                equal ? "equal priority" : "higher priority",
                accepted.advertisement().priority(),
                Addresses.text(accepted.source()),
                turn.router().priority()));
  }

  private static void resist(Turn turn, Master state, Accepted accepted) {
    Router router = turn.router();
    int priority = accepted.advertisement().priority();
    leaveOneSequenceOut(turn);
    turn.emit(
        new VrrpEffect.LowerPriorityHeard(
            router.name(), accepted.source(), priority, router.priority()));
    boolean owners = router.owner() && priority == VrrpInstance.OWNER_PRIORITY;
    if (owners || !router.config().behaviour().lowerPrioNoAdvert()) {
      advertise(turn);
    }
    if (owners) {
      // keepalived says it twice before it starts to doubt (reference, VRRP 9.2).
      turn.advertise();
    }
    announceAgain(turn);
    Rivalry.heard(turn, state.rival(), accepted, owners);
  }

  /**
   * The next advert of the other one may cross ours, and counts up as well (keepalived reference,
   * VRRP 4.2).
   */
  private static void leaveOneSequenceOut(Turn turn) {
    Router router = turn.router();
    if (PacketSettings.authType(router.config()) == AuthType.AH) {
      turn.set(router.withAhSequence(router.ahSequence() + 1));
    }
  }

  /** Announcements after a lower-priority advert, now and once more later (15.3). */
  static void announceAgain(Turn turn) {
    GarpSettings garp = turn.router().config().garp();
    if (!(turn.router().state() instanceof Master master) || garp.lowerPrioRepeat() == 0) {
      return;
    }
    Transitions.announce(turn, garp.lowerPrioRepeat());
    GarpSchedule schedule = master.garp();
    turn.set(
        master.withGarp(
            new GarpSchedule(
                schedule.secondBurstAt(),
                schedule.refreshAt(),
                Transitions.after(turn.now, garp.lowerPrioDelay()),
                schedule.extraAt())));
  }
}
