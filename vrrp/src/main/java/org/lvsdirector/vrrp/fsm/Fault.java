package org.lvsdirector.vrrp.fsm;

/**
 * A reason to be in FAULT. Faults are kept as a set of reasons, not as keepalived's bits, so that
 * one interface coming back does not hide another that is still down (keepalived reference, VRRP
 * 11.3, fixed).
 *
 * @param kind what sort of reason
 * @param text for the log, for instance {@code interface eth1 is down}
 */
public record Fault(Kind kind, String text) {
  /** Sorts of reasons. */
  public enum Kind {
    /** An interface that must be up is down or missing. */
    INTERFACE,
    /** No usable source address. */
    SOURCE_ADDRESS,
    /** The configuration can not work on this interface. */
    CONFIG,
    /** A tracker without weight has failed. */
    TRACKER,
    /**
     * A script without weight has not answered yet; keeps silent (keepalived reference, VRRP 8.2).
     */
    PENDING
  }
}
