/**
 * Where text comes from and what is said about it: source files, positions, ranges with their
 * origin stack, diagnostics and their printers. Everything here is pure: the text of a file arrives
 * through {@link org.lvsdirector.parser.source.SourceLoader}, whose implementation over the file
 * system is {@code parser.io}. The error classes and their order are those of keepalived
 * (keepalived reference, parser semantics 17.1), because the exit status of a configuration test is
 * derived from the highest class seen. This package imports nothing of ours.
 */
@NullMarked
package org.lvsdirector.parser.source;

import org.jspecify.annotations.NullMarked;
