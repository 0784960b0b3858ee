/** Tests of {@code vrrp.track}. */
@NullMarked
package org.lvsdirector.vrrp.track;

import org.jspecify.annotations.NullMarked;
