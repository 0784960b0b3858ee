/**
 * The command line: options by picocli, output as text with colours or as JSON, passwords from a
 * prompt or a file descriptor. Exit status of {@code provision}: 0 all as wanted, 2 differences, 1
 * failures.
 */
@NullMarked
package org.lvsdirector.provision.cli;

import org.jspecify.annotations.NullMarked;
