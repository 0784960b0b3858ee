/**
 * What the kernel's table should be: the configuration's virtual servers and the state of their
 * health, as one table.
 *
 * <p>Here live the rules about groups, ports, families, weights, {@code inhibit_on_failure} and
 * sorry servers (keepalived reference, LVS 3 to 7 and 12 to 14). Pure; knows {@code parser.model}
 * and {@code ipvs.model}, nothing of checks or netlink.
 */
@NullMarked
package org.lvsdirector.ipvs.desired;

import org.jspecify.annotations.NullMarked;
