package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Switches of an instance, resolved as keepalived resolves them (keepalived reference, VRRP 1 and
 * 19).
 *
 * @param strict {@code strict_mode}, else {@code vrrp_strict}
 * @param accept {@code accept} or {@code no_accept}: whether traffic to the VIPs is let in; default
 *     on, except for strict non-owners
 * @param preemptive false with {@code nopreempt}, which is dropped for owners and for {@code state
 *     MASTER}
 * @param preemptDelay {@code preempt_delay}, 0..1000 s; 0 with strict mode, nopreempt or {@code
 *     state MASTER}
 * @param timerExpiredBackup {@code timer_expired_backup}, 1..254; only with nopreempt
 * @param skipCheckAdvAddr {@code skip_check_adv_addr}: compare VIP lists only when the master
 *     changes
 * @param lowerPrioNoAdvert {@code lower_prio_no_advert}: do not answer lower-priority adverts;
 *     strict: on
 * @param higherPrioSendAdvert {@code higher_prio_send_advert}: one advert before yielding; strict:
 *     off
 * @param ownerIgnoreAdverts {@code owner_ignore_adverts}: an owner drops all adverts; strict: on
 * @param v3ChecksumAsV2 {@code v3_checksum_as_v2}: no IPv4 pseudo-header in the checksum
 * @param oldUnicastChecksum {@code old_unicast_checksum}
 * @param promoteSecondaries {@code promote_secondaries}
 * @param dontTrackPrimary {@code dont_track_primary}: ignore the state of the own interface
 * @param vmacForAddresses {@code use_vmac_addr}
 */
public record VrrpBehaviour(
    boolean strict,
    boolean accept,
    boolean preemptive,
    Duration preemptDelay,
    OptionalInt timerExpiredBackup,
    boolean skipCheckAdvAddr,
    boolean lowerPrioNoAdvert,
    boolean higherPrioSendAdvert,
    boolean ownerIgnoreAdverts,
    boolean v3ChecksumAsV2,
    OldChecksum oldUnicastChecksum,
    boolean promoteSecondaries,
    boolean dontTrackPrimary,
    boolean vmacForAddresses) {
  /** All defaults: not strict, accepting, preempting. */
  public static final VrrpBehaviour DEFAULT =
      new VrrpBehaviour(
          false,
          true,
          true,
          Duration.ZERO,
          OptionalInt.empty(),
          false,
          false,
          false,
          false,
          false,
          OldChecksum.AUTO,
          false,
          false,
          false);

  /** Use of the checksum that keepalived had before 1.3.7 for VRRPv3 unicast. */
  public enum OldChecksum {
    /** Not configured: fall back when a peer uses it. */
    AUTO,
    /** {@code old_unicast_checksum}: always. */
    ALWAYS,
    /** {@code old_unicast_checksum never}. */
    NEVER
  }
}
