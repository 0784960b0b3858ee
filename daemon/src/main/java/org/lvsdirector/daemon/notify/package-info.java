/**
 * Telling the outside: notify scripts, FIFO lines and mail, for VRRP and checks alike. Every way
 * has a bounded queue and a thread of its own, so that a script that hangs, a reader that stalls or
 * a mail server that is away never delays an advertisement or a check.
 */
@NullMarked
package org.lvsdirector.daemon.notify;

import org.jspecify.annotations.NullMarked;
