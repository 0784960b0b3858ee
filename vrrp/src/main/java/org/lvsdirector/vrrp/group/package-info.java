/**
 * All virtual routers of one configuration together: packets find their instance, network and
 * tracker changes become priorities and faults, sync groups act as one (keepalived reference, VRRP
 * 10), a reload carries state over by identity (28). Inner events run to rest within one step, so a
 * step leaves no half-done transition. Pure: {@code (routers, event, now) -> (routers', effects)}.
 */
@NullMarked
package org.lvsdirector.vrrp.group;

import org.jspecify.annotations.NullMarked;
