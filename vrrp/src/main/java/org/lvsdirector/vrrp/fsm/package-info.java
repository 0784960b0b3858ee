/**
 * One virtual router as a pure state machine: {@code (router, event, now) -> (router', effects)}.
 * It opens nothing, waits for nothing and logs nothing; every deadline is a field of the state, so
 * tests can read it. RFC 9568 section 6 gives the frame, keepalived 2.4.3 decides what the RFC
 * leaves open (keepalived reference, VRRP 7 to 9). Config comes from {@code parser.model}, messages
 * from {@code vrrp.packet}.
 *
 * <p>Words: code says MASTER and BACKUP, as keepalived's users, scripts and logs do. RFC 9568 says
 * Active for Master. Active_Down_Interval is {@code masterDown}, Skew_Time is {@code skew},
 * Active_Adver_Interval is {@code masterInterval}, Advertisement_Interval is {@code
 * advertInterval}.
 */
@NullMarked
package org.lvsdirector.vrrp.fsm;

import org.jspecify.annotations.NullMarked;
