/**
 * IPVS: computes the table the kernel should hold and brings the kernel there.
 *
 * <p>Rooms: {@code model} (what the kernel stores), {@code desired} (configuration and health to a
 * wanted table), {@code diff} (two tables to an ordered list of changes), {@code codec} (changes
 * and replies as bytes), {@code print} (the listings operators know), {@code plan} (what a change
 * would mean) are pure; {@code io} owns the netlink socket and the thread.
 */
@NullMarked
package org.lvsdirector.ipvs;

import org.jspecify.annotations.NullMarked;
