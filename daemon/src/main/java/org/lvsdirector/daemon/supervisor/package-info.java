/**
 * The main process: parses the configuration, runs VRRP, starts and watches the worker, answers
 * signals. Its classpath has no Quartz, OkHttp or picocli, so that it stays small and its collector
 * quiet.
 */
@NullMarked
package org.lvsdirector.daemon.supervisor;

import org.jspecify.annotations.NullMarked;
