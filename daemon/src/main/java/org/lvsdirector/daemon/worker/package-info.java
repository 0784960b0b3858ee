/**
 * The worker process: health checks, the IPVS table and what is shown of them. It may die and be
 * started again at any time; the kernel's table stays and is adopted.
 */
@NullMarked
package org.lvsdirector.daemon.worker;

import org.jspecify.annotations.NullMarked;
