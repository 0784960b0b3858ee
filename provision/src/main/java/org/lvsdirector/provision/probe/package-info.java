/**
 * Asks the segment, from the director, who answers for each virtual address: by ARP and by
 * neighbour solicitation, through {@code linux.io}. The proof that no reading of settings can give.
 * The judgement ({@code ProbeResult}) is pure; {@code VipProbes} is the edge: platform threads,
 * since a native call holds its carrier.
 */
@NullMarked
package org.lvsdirector.provision.probe;

import org.jspecify.annotations.NullMarked;
