/**
 * The kernel's doors: netlink, raw and packet sockets, namespaces, process settings. This is the
 * edge; nothing in it decides anything.
 *
 * <p>Every failure is a {@link org.lvsdirector.linux.io.LinuxException} that names the call, the
 * thing it was done to, the errno and, where there is one, the remedy. Calls that may block belong
 * on platform threads, because a native call holds the carrier of a virtual thread; what virtual
 * threads may use says so. A socket keeps the network namespace it was made in and may then be used
 * from any thread. Objects are for one thread at a time unless they say otherwise.
 *
 * <pre>
 *   RtMonitor thread      --- RtEvent ---> the consumer's queue
 *   FdWaiter thread       --- unpark ----> threads (virtual ones too) waiting for a descriptor
 *   NetworkNamespace.call --- one short-lived platform thread per call
 *   Spawn                 --- one short-lived platform thread per program
 * </pre>
 */
@NullMarked
package org.lvsdirector.linux.io;

import org.jspecify.annotations.NullMarked;
