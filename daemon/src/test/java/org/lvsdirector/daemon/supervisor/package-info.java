/** Tests of the main process. */
@NullMarked
package org.lvsdirector.daemon.supervisor;

import org.jspecify.annotations.NullMarked;
