/**
 * What an instance watches besides its peers: interfaces, scripts, files, processes, BFD sessions,
 * and how they become a priority or a fault (keepalived reference, VRRP 11 and 12). Everything is
 * computed anew from the whole present status, so no sequence of changes can leave a wrong sum
 * behind. Pure: the status is an argument.
 */
@NullMarked
package org.lvsdirector.vrrp.track;

import org.jspecify.annotations.NullMarked;
