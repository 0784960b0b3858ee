/**
 * From one table to another: the ordered changes, what they mean for a table, and how drift is told
 * to people.
 *
 * <p>Names follow the kernel's {@code IPVS_CMD_*}. Pure; the laws it keeps are tested with random
 * tables: applying the changes gives the wanted table, no pool with servers before and after is
 * ever without one, foreign services stay as they are.
 */
@NullMarked
package org.lvsdirector.ipvs.diff;

import org.jspecify.annotations.NullMarked;
