/**
 * Every keyword there is, as data: one table ({@code keywords.tsv}) says where a keyword may stand,
 * what it takes, whether it has its effect here ({@link org.lvsdirector.parser.keyword.Support}),
 * and what keepalived does when its argument is missing. The block parser asks it as its {@link
 * org.lvsdirector.parser.syntax.Schema}, the decoders ask it what to say, {@code lvs-director
 * keywords} prints it. Pure; imports {@code parser.syntax} only.
 */
@NullMarked
package org.lvsdirector.parser.keyword;

import org.jspecify.annotations.NullMarked;
