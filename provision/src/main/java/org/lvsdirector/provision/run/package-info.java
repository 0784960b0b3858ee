/**
 * The edge that carries plans out: one virtual thread for each server, at most so many at once,
 * each with its own connection; no server waits for another, none is harmed by another's failure.
 *
 * <pre>
 * Fleet ── a virtual thread for each server, gate of 32 ──> Provisioner ──> RemoteShell ──> server
 *   └── progress, outcomes in the order of the list
 * </pre>
 */
@NullMarked
package org.lvsdirector.provision.run;

import org.jspecify.annotations.NullMarked;
