/** The control interface: HTTP with JSON over a Unix socket. */
@NullMarked
package org.lvsdirector.daemon.control;

import org.jspecify.annotations.NullMarked;
