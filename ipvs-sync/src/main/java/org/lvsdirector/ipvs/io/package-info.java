/**
 * The edge of the module: the netlink socket to the kernel's IPVS, and the thread that keeps the
 * table right.
 *
 * <pre>
 * health, reload ─ want(table, owned) ─┐
 * VRRP ─ wantSyncDaemons ──────────────┤ condition
 * time ─ drift interval, backoff ──────┘
 * Reconciler (one platform thread): look, or dump ─ diff ─ apply, over {@link org.lvsdirector.ipvs.io.Ipvs}
 * status, metrics (any thread): IpvsStatistics, one dump a second for all readers
 * </pre>
 */
@NullMarked
package org.lvsdirector.ipvs.io;

import org.jspecify.annotations.NullMarked;
