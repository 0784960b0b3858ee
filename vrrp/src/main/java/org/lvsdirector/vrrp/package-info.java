/** Root of the vrrp module. */
@NullMarked
package org.lvsdirector.vrrp;

import org.jspecify.annotations.NullMarked;
