/**
 * The edge: SSH sessions by JSch. Host keys are always checked strictly, whatever ~/.ssh/config
 * says; passwords come only through {@code Secrets}; each operation has its own time limit, since a
 * lost connection may look alive to the library.
 *
 * <p>One connection for each server, on the virtual thread of that server; JSch adds a reader
 * thread of its own for each session. A script goes to the server's standard input, so neither its
 * text nor a password ever stands in a process list or a log.
 */
@NullMarked
package org.lvsdirector.provision.ssh;

import org.jspecify.annotations.NullMarked;
