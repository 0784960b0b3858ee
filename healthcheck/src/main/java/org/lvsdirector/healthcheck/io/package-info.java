/**
 * The edge of the health checks: sockets, processes, clocks and threads.
 *
 * <pre>
 * Quartz scheduler thread ── one-shot trigger of one check ──> virtual thread: Probe.run
 *                                                                   │ CheckResult
 *                       (any thread, one at a time)                 v
 * reload, drain, BFD, track files, addresses ──────────────> CheckLoop (Mailbox) ──> HealthListener
 *                                                                   │ next delay
 *                                                                   └──> CheckScheduler.arm
 * </pre>
 *
 * {@code CheckLoop} is the only writer of all check and pool states; its {@code Mailbox} hands it
 * from thread to thread, so that a result needs no hop to a thread of its own. A probe never
 * touches shared state and ends by its deadline. May import everything but {@code linux.ffi}.
 */
@NullMarked
package org.lvsdirector.healthcheck.io;

import org.jspecify.annotations.NullMarked;
