/**
 * The bytes of netlink and nothing else: message headers, attributes, the route family (links,
 * addresses, routes, rules), generic netlink and the nftables subset that the firewall parts need.
 *
 * <p>Everything here is pure: no socket, file, thread or clock, so it may be used from any package
 * of any module. What comes from outside is never trusted: a decoder answers with {@link
 * org.lvsdirector.linux.netlink.NlDecoded} and does not throw for any input. Numbers are in host
 * byte order unless a method name says otherwise. Sources: linux/netlink.h, linux/rtnetlink.h,
 * linux/if_link.h, linux/if_addr.h, linux/fib_rules.h, linux/genetlink.h,
 * linux/netfilter/nf_tables.h and RFC 3549.
 */
@NullMarked
package org.lvsdirector.linux.netlink;

import org.jspecify.annotations.NullMarked;
