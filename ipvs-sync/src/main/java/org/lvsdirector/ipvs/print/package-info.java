/**
 * The listings operators know, letter for letter: {@code ipvsadm -Ln}, {@code -Sn}, {@code -Ln
 * --stats}, {@code -Ln --rate}.
 *
 * <p>Pure text from a {@link org.lvsdirector.ipvs.model.LiveTable}; sorted as that tool sorts.
 */
@NullMarked
package org.lvsdirector.ipvs.print;

import org.jspecify.annotations.NullMarked;
