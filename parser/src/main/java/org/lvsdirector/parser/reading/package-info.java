/**
 * Reading again: a configuration is a function of the answers that files and host give, so where
 * every answer is as it was, the configuration is too. {@link
 * org.lvsdirector.parser.reading.RepeatedReading} is the way in. Pure; imports the entry of the
 * module and {@code parser.source}.
 */
@NullMarked
package org.lvsdirector.parser.reading;

import org.jspecify.annotations.NullMarked;
