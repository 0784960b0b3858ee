/** Tests of the control interface. */
@NullMarked
package org.lvsdirector.daemon.control;

import org.jspecify.annotations.NullMarked;
