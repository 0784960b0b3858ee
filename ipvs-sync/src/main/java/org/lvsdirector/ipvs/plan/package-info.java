/**
 * What a configuration would change, before it does: services and servers added, changed and
 * removed, with the connections each change would touch, as text for people and JSON for programs.
 *
 * <p>Built from the very changes {@code diff} computes, so a plan says nothing an apply would not
 * do, and is empty after it.
 */
@NullMarked
package org.lvsdirector.ipvs.plan;

import org.jspecify.annotations.NullMarked;
