/** The commands of {@code bin/lvs-director}. */
@NullMarked
package org.lvsdirector.daemon.cli;

import org.jspecify.annotations.NullMarked;
