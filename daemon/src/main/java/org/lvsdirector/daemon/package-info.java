/**
 * The daemon: the only module that knows all others. {@code options} reads keepalived's command
 * line, {@code supervisor} is the small main process (VRRP, watching the worker), {@code worker}
 * the second process (checks, IPVS, control interface), {@code link} what the two say to each
 * other, {@code cli} everything an operator calls.
 */
@NullMarked
package org.lvsdirector.daemon;

import org.jspecify.annotations.NullMarked;
