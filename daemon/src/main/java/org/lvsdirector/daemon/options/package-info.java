/**
 * The command line of {@code bin/keepalived}, option by option as keepalived 2.4 has it, and what
 * {@code lvs-director run} makes of its own.
 */
@NullMarked
package org.lvsdirector.daemon.options;

import org.jspecify.annotations.NullMarked;
