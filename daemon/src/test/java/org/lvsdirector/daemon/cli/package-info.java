/** Tests of the commands. */
@NullMarked
package org.lvsdirector.daemon.cli;

import org.jspecify.annotations.NullMarked;
