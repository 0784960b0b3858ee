package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.packet.DecodeResult;
import org.lvsdirector.vrrp.packet.ReceiveMemory;

/** What can happen to one virtual router. */
public sealed interface VrrpEvent {
  /**
   * Leave INIT.
   *
   * @param from when timers begin to count: now, or the end of {@code vrrp_startup_delay}
   * @param groupHoldsBack wants MASTER, but its sync group starts as BACKUP
   * @param resumes was MASTER in the program that handed over to this one: MASTER again at {@code
   *     from}, unless a router with a right to it is heard before
   */
  record Start(Instant from, boolean groupHoldsBack, boolean resumes) implements VrrpEvent {}

  /** Time has passed; harmless when nothing is due. */
  record DeadlinePassed() implements VrrpEvent {}

  /**
   * A packet for this VRID arrived and was checked.
   *
   * @param result accepted or rejected
   * @param source sender
   * @param memory what the checks remember now
   */
  record Received(DecodeResult result, InetAddress source, ReceiveMemory memory)
      implements VrrpEvent {}

  /** Trackers give another priority, 1..254; of no effect on an owner. */
  record PriorityChanged(int effective) implements VrrpEvent {}

  /** The complete present set of faults. */
  record FaultsChanged(List<Fault> faults) implements VrrpEvent {
    /** Copies the list. */
    public FaultsChanged {
      faults = List.copyOf(faults);
    }
  }

  /** Another source address, or none. */
  record SourceChanged(Optional<InetAddress> source) implements VrrpEvent {}

  /**
   * Something we installed was removed by another program.
   *
   * @param what for the log, for instance {@code address 10.0.0.1/32 on eth0}
   */
  record Lost(String what) implements VrrpEvent {}

  /**
   * A host that is not us answers for one of our addresses.
   *
   * @param address the VIP
   * @param hardware its hardware address
   */
  record AddressClaimed(InetAddress address, String hardware) implements VrrpEvent {}

  /** An advert could not be sent. */
  record AdvertLost() implements VrrpEvent {}

  /** All members of the sync group agree: become MASTER. */
  record GroupMaster() implements VrrpEvent {}

  /** A member of the sync group left MASTER. */
  record GroupBackup(String member) implements VrrpEvent {}

  /** A member of the sync group is in FAULT. */
  record GroupFault(String member) implements VrrpEvent {}

  /** No member of the sync group has a fault any more. */
  record GroupRecovered() implements VrrpEvent {}

  /** Another member heard a lower-priority advert: announce the addresses again. */
  record GroupLowerPriority() implements VrrpEvent {}

  /** The file was read again; this is the new text of the same instance. */
  record Reconfigured(VrrpInstance config) implements VrrpEvent {}

  /**
   * The instance ends.
   *
   * @param as STOP, or DELETED after a reload
   * @param release false with {@code --dont-release-vrrp}: leave everything as it is and say
   *     nothing
   */
  record Ended(Reported as, boolean release) implements VrrpEvent {}
}
