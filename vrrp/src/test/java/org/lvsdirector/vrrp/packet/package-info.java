/** Tests of the wire formats; golden bytes were captured from keepalived 2.2.7 with tcpdump. */
@NullMarked
package org.lvsdirector.vrrp.packet;

import org.jspecify.annotations.NullMarked;
