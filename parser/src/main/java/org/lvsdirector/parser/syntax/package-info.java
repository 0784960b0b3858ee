/**
 * From text to a tree of statements, knowing nothing of their meaning: logical lines with
 * definitions, conditions, sequences and includes; words; blocks. The rules are numbered as in the
 * keepalived reference, parser semantics 2 to 13. What is a block depends on which keywords are
 * known, so the block parser asks a {@link org.lvsdirector.parser.syntax.Schema}. Imports {@code
 * parser.source} only; nothing here throws for what the operator wrote.
 */
@NullMarked
package org.lvsdirector.parser.syntax;

import org.jspecify.annotations.NullMarked;
