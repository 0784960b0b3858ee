/**
 * What VRRP looks like on the wire: advertisements of version 2 (RFC 3768) and 3 (RFC 5798, RFC
 * 9568) with their checksums and the three ways keepalived authenticates them (PASS, AH, the HMAC
 * trailer), gratuitous ARP (RFC 826) and unsolicited neighbour advertisements (RFC 4861). Bytes in,
 * values out, and back; the order of the receive checks is keepalived's (reference, VRRP 6),
 * because operators read the counters. Nothing here opens a socket or reads a clock: times are
 * arguments.
 */
@NullMarked
package org.lvsdirector.vrrp.packet;

import org.jspecify.annotations.NullMarked;
