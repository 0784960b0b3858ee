/**
 * The text of one configuration file as something to lay out, query and change, without following
 * its includes or replacing its definitions: {@link org.lvsdirector.parser.config.Formatter} writes
 * one canonical layout, {@link org.lvsdirector.parser.config.KeepalivedConfiguration} is the file
 * as a Commons Configuration tree. What keepalived reads must stay the same; the rules are numbered
 * as in the keepalived reference, parser semantics. Pure: text comes and goes through readers and
 * writers of the caller.
 */
@NullMarked
package org.lvsdirector.parser.config;

import org.jspecify.annotations.NullMarked;
