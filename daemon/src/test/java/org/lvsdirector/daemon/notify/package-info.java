/** Tests of scripts, FIFO lines and mail. */
@NullMarked
package org.lvsdirector.daemon.notify;

import org.jspecify.annotations.NullMarked;
