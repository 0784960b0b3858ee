package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of one virtual router (RFC 9568 section 6.3) with its deadlines inside. */
public sealed interface VrrpState {
  /** Not started. */
  record Initialize() implements VrrpState {}

  /**
   * Waiting for the master to fall silent (RFC 9568 section 6.4.2).
   *
   * @param masterDownAt when the master counts as down
   * @param master the last master heard in this state
   * @param wantsMaster timed out, but waiting for the other members of the sync group
   * @param preemptAt end of a running {@code preempt_delay}
   */
  record Backup(
      Instant masterDownAt,
      Optional<Heard> master,
      boolean wantsMaster,
      Optional<Instant> preemptAt)
      implements VrrpState {
    static Backup until(Instant masterDownAt) {
      return new Backup(masterDownAt, Optional.empty(), false, Optional.empty());
    }

    Backup withMasterDownAt(Instant at) {
      return new Backup(at, master, wantsMaster, preemptAt);
    }

    Backup withWish(boolean wish) {
      return new Backup(masterDownAt, master, wish, preemptAt);
    }

    Backup withPreemptAt(Optional<Instant> at) {
      return new Backup(masterDownAt, master, wantsMaster, at);
    }
  }

  /**
   * Owning the addresses (RFC 9568 section 6.4.3).
   *
   * @param advertAt when the next advert is due
   * @param lastSentAt when the last one was sent
   * @param garp when the addresses are announced again
   * @param rival another router that keeps sending as master
   */
  record Master(Instant advertAt, Instant lastSentAt, GarpSchedule garp, Optional<Rival> rival)
      implements VrrpState {
    Master withGarp(GarpSchedule schedule) {
      return new Master(advertAt, lastSentAt, schedule, rival);
    }

    Master withRival(Optional<Rival> other) {
      return new Master(advertAt, lastSentAt, garp, other);
    }
  }

  /** Not able to take part. */
  record Fault() implements VrrpState {}

  /**
   * Another master on the same VRID.
   *
   * @param address its address
   * @param heard adverts heard from it since we are master
   * @param since the first of them
   * @param lastAt the last of them
   * @param said whether the split has been reported
   * @param ownerDecisionAt both are owners: when it is decided who steps down (keepalived
   *     reference, VRRP 9.2)
   * @param heardSinceDecision whether it advertised after that clock was started
   */
  record Rival(
      InetAddress address,
      int heard,
      Instant since,
      Instant lastAt,
      boolean said,
      Optional<Instant> ownerDecisionAt,
      boolean heardSinceDecision) {}

  /**
   * When the addresses are announced again.
   *
   * @param secondBurstAt {@code garp_master_delay} after becoming master
   * @param refreshAt {@code garp_master_refresh}
   * @param lowerPrioAt {@code garp_lower_prio_delay} after a lower-priority advert
   * @param extraAt {@code garp_extra_if}
   */
  record GarpSchedule(
      Optional<Instant> secondBurstAt,
      Optional<Instant> refreshAt,
      Optional<Instant> lowerPrioAt,
      Optional<Instant> extraAt) {
    Stream<Instant> deadlines() {
      return Stream.of(secondBurstAt, refreshAt, lowerPrioAt, extraAt).flatMap(Optional::stream);
    }
  }

  /** The earliest moment at which something has to happen, if any. */
  default Optional<Instant> deadline() {
    return switch (this) {
      case Initialize _, Fault _ -> Optional.empty();
      case Backup backup -> Optional.of(backup.masterDownAt());
      case Master master -> {
        Instant first = master.advertAt();
        Optional<Instant> rival = master.rival().flatMap(Rival::ownerDecisionAt);
        for (Instant at : Stream.concat(master.garp().deadlines(), rival.stream()).toList()) {
          first = at.isBefore(first) ? at : first;
        }
        yield Optional.of(first);
      }
    };
  }

  /** The name used in logs, scripts and JSON. */
  default Reported reported() {
    return switch (this) {
      case Initialize _ -> Reported.INIT;
      case Backup _ -> Reported.BACKUP;
      case Master _ -> Reported.MASTER;
      case Fault _ -> Reported.FAULT;
    };
  }
}
