/**
 * The edge of the parser: files and directories. {@link org.lvsdirector.parser.io.FileSystemLoader}
 * is the only class of the module that reads them; it answers what it found and leaves all
 * judgement to {@code parser.syntax}. Imports {@code parser.source}.
 */
@NullMarked
package org.lvsdirector.parser.io;

import org.jspecify.annotations.NullMarked;
