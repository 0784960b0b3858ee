/** Where log lines go: console, syslog or a file, without ever blocking the thread that logs. */
@NullMarked
package org.lvsdirector.daemon.log;

import org.jspecify.annotations.NullMarked;
