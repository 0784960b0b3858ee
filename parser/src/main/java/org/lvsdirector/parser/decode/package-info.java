/**
 * From statements to meaning: one decoder per block fills a draft while it reads, and the
 * validation of its side turns the drafts into the records of {@code parser.model} once the whole
 * file is known, since defaults, inheritance and cross references need that (keepalived reference:
 * parser 14 to 19, VRRP 1 and 19, LVS 2 to 10). Nothing throws for what the operator wrote;
 * findings are collected in {@link org.lvsdirector.parser.decode.Decoding}. Pure: questions to the
 * host go through {@link org.lvsdirector.parser.Environment}.
 */
@NullMarked
package org.lvsdirector.parser.decode;

import org.jspecify.annotations.NullMarked;
