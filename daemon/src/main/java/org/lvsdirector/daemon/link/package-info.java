/**
 * The messages between the main process and the worker: one JSON object a line over the worker's
 * standard input and output, so that the death of either is seen as end of file by the other.
 */
@NullMarked
package org.lvsdirector.daemon.link;

import org.jspecify.annotations.NullMarked;
