/** Files that the daemon writes for other programs to read. */
@NullMarked
package org.lvsdirector.daemon.dump;

import org.jspecify.annotations.NullMarked;
