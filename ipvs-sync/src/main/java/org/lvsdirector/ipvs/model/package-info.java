/**
 * What the kernel's IPVS table holds, as immutable records: services, destinations, counters,
 * timeouts, sync daemons.
 *
 * <p>Kernel words (service, destination, forwarding method) begin here; the file's words end at
 * {@code desired}. Numbers, ranges and names follow {@code linux/ip_vs.h}. The package imports
 * nothing outside the Java platform and opens nothing.
 */
@NullMarked
package org.lvsdirector.ipvs.model;

import org.jspecify.annotations.NullMarked;
