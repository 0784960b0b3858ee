/** Root of the linux module. */
@NullMarked
package org.lvsdirector.linux;

import org.jspecify.annotations.NullMarked;
