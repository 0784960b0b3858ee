/** Root of the parser module. */
@NullMarked
package org.lvsdirector.parser;

import org.jspecify.annotations.NullMarked;
