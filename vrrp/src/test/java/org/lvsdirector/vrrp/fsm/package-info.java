/** Tests of {@code vrrp.fsm}. */
@NullMarked
package org.lvsdirector.vrrp.fsm;

import org.jspecify.annotations.NullMarked;
