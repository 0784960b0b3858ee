package org.lvsdirector.vrrp.fsm;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpBehaviour.OldChecksum;

/** Switches of an instance for tests: keepalived's defaults with some of them turned. */
public final class Behaviours {
  /** What can be turned, by keepalived's keywords. */
  public enum Switch {
    /** Traffic to the addresses is dropped. */
    NO_ACCEPT,
    /** Lower priorities are obeyed. */
    NOPREEMPT,
    /** Address lists are compared with those of a new master only. */
    SKIP_CHECK_ADV_ADDR,
    /** Lower priorities are not answered. */
    LOWER_PRIO_NO_ADVERT,
    /** One advert before yielding. */
    HIGHER_PRIO_SEND_ADVERT,
    /** An owner hears nobody. */
    OWNER_IGNORE_ADVERTS,
    /** Checksums without a pseudo header. */
    V3_CHECKSUM_AS_V2,
    /** The own interface may be down. */
    DONT_TRACK_PRIMARY,
    /** Extra VMACs for addresses elsewhere. */
    USE_VMAC_ADDR;

    /** As it stands in a file. */
    public String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Behaviours() {}

  /** The defaults with these turned. */
  public static VrrpBehaviour of(Set<Switch> turned) {
    return of(turned, Duration.ZERO);
  }

  /** The same with {@code preempt_delay}. */
  public static VrrpBehaviour of(Set<Switch> turned, Duration preemptDelay) {
    return of(turned, preemptDelay, OptionalInt.empty(), OldChecksum.AUTO);
  }

  private static VrrpBehaviour of(
      Set<Switch> turned, Duration preemptDelay, OptionalInt expired, OldChecksum checksum) {
    return new VrrpBehaviour(
        false,
        !turned.contains(Switch.NO_ACCEPT),
        !turned.contains(Switch.NOPREEMPT),
        preemptDelay,
        expired,
        turned.contains(Switch.SKIP_CHECK_ADV_ADDR),
        turned.contains(Switch.LOWER_PRIO_NO_ADVERT),
        turned.contains(Switch.HIGHER_PRIO_SEND_ADVERT),
        turned.contains(Switch.OWNER_IGNORE_ADVERTS),
        turned.contains(Switch.V3_CHECKSUM_AS_V2),
        checksum,
        false,
        turned.contains(Switch.DONT_TRACK_PRIMARY),
        turned.contains(Switch.USE_VMAC_ADDR));
  }

  private static VrrpBehaviour of(Switch only) {
    return of(EnumSet.of(only));
  }

  static VrrpBehaviour nopreempt() {
    return of(Switch.NOPREEMPT);
  }

  public static VrrpBehaviour preemptDelay(Duration delay) {
    return of(Set.of(), delay);
  }

  public static VrrpBehaviour noAccept() {
    return of(Switch.NO_ACCEPT);
  }

  static VrrpBehaviour timerExpired(int priority) {
    return of(
        EnumSet.of(Switch.NOPREEMPT), Duration.ZERO, OptionalInt.of(priority), OldChecksum.AUTO);
  }

  static VrrpBehaviour lowerPrioNoAdvert() {
    return of(Switch.LOWER_PRIO_NO_ADVERT);
  }

  static VrrpBehaviour higherPrioSendAdvert() {
    return of(Switch.HIGHER_PRIO_SEND_ADVERT);
  }

  static VrrpBehaviour ownerIgnoreAdverts() {
    return of(Switch.OWNER_IGNORE_ADVERTS);
  }

  public static VrrpBehaviour vmacForAddresses() {
    return of(Switch.USE_VMAC_ADDR);
  }

  public static VrrpBehaviour dontTrackPrimary() {
    return of(Switch.DONT_TRACK_PRIMARY);
  }

  static VrrpBehaviour v3ChecksumAsV2() {
    return of(Switch.V3_CHECKSUM_AS_V2);
  }

  static VrrpBehaviour oldChecksum(OldChecksum use) {
    return of(Set.of(), Duration.ZERO, OptionalInt.empty(), use);
  }

  static VrrpBehaviour skipCheckAdvAddr() {
    return of(Switch.SKIP_CHECK_ADV_ADDR);
  }

  /** No second burst and no answer to lower priorities, so that deadlines are those of adverts. */
  public static GarpSettings quietGarp() {
    return new GarpSettings(
        Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO, 0, Duration.ZERO, false);
  }
}
