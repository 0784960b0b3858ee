/**
 * The POSIX sh texts that run on a server, and the reading of what they print. Pure. A script is
 * one function that is called at its end, so a text that was cut on the way does nothing at all.
 * Values come only from validated actions and are quoted besides.
 */
@NullMarked
package org.lvsdirector.provision.script;

import org.jspecify.annotations.NullMarked;
