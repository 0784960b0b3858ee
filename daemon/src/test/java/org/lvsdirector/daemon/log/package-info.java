/** Log lines. */
@NullMarked
package org.lvsdirector.daemon.log;

import org.jspecify.annotations.NullMarked;
