/**
 * VRRP at the edge: sockets, netlink, clock, one thread. Everything that decides lives in {@code
 * vrrp.group} and {@code vrrp.fsm}; this package reads the world into events and does the effects.
 *
 * <pre>
 *  advert sockets ─┐ poll
 *  ARP socket ─────┤            VrrpLoop (1 platform thread)
 *  RtMonitor (1) ──┤ queue      VrrpRouters.step(event, now) ─> EffectExecutor ─> sockets, netlink
 *  trackers (n) ───┤ + wakeup                                └> VrrpListener (scripts, FIFO, mail, status)
 *  reload, stop ───┘
 * </pre>
 */
@NullMarked
package org.lvsdirector.vrrp.io;

import org.jspecify.annotations.NullMarked;
