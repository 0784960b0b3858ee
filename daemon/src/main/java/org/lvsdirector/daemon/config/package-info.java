/** Reads the configuration for every process and command of the daemon in the same way. */
@NullMarked
package org.lvsdirector.daemon.config;

import org.jspecify.annotations.NullMarked;
