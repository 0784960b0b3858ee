/**
 * The kernel's IPVS generic netlink interface as bytes: requests out, replies in. And, for looking
 * at destinations alone, the older one of socket options ({@link
 * org.lvsdirector.ipvs.codec.IpvsOptions}).
 *
 * <p>Works on the payload behind the netlink header: four bytes of generic netlink header, then
 * attributes, as in {@code linux/ip_vs.h} (keepalived reference, IPVS netlink 1 to 7). It writes
 * straight into one buffer and reads without intermediate objects, because a table has a hundred
 * thousand entries. Bytes that make no sense come back as {@link
 * org.lvsdirector.ipvs.codec.IpvsReply.Rejected}, never as an exception.
 */
@NullMarked
package org.lvsdirector.ipvs.codec;

import org.jspecify.annotations.NullMarked;
