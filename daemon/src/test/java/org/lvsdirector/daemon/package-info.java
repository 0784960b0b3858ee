/** Tests of the daemon: the rules of the architecture, the command line, the two processes. */
@NullMarked
package org.lvsdirector.daemon;

import org.jspecify.annotations.NullMarked;
