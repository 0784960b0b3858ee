/**
 * What is worth saying about a configuration beyond what keepalived says: lints, each with a name
 * by which {@code @lvs_director lint_off NAME} switches it off and a sentence why. They look at
 * finished records only, and never change an exit status. Pure.
 */
@NullMarked
package org.lvsdirector.parser.check;

import org.jspecify.annotations.NullMarked;
