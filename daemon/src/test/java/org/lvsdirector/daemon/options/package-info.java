/** Tests of the command line. */
@NullMarked
package org.lvsdirector.daemon.options;

import org.jspecify.annotations.NullMarked;
