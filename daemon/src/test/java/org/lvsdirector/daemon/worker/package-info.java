/** Tests of the worker. */
@NullMarked
package org.lvsdirector.daemon.worker;

import org.jspecify.annotations.NullMarked;
