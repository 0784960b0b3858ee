/** Tests of {@code vrrp.group}. */
@NullMarked
package org.lvsdirector.vrrp.group;

import org.jspecify.annotations.NullMarked;
