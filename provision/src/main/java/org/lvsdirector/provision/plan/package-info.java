/**
 * The words of provisioning and the comparison, all pure: what a server is ({@code HostFacts}),
 * what it shall be ({@code Want}), what can be done to it ({@code Action}), and the ordered {@code
 * Step}s between the two with their reasons and their way back.
 *
 * <p>The order is the safety rule: ARP is silenced before an address appears, and an address is
 * gone before ARP may speak again (Linux kernel documentation, networking/ip-sysctl: arp_ignore,
 * arp_announce).
 */
@NullMarked
package org.lvsdirector.provision.plan;

import org.jspecify.annotations.NullMarked;
