/**
 * Prepares real servers for Direct Routing over SSH, proves it and takes it back; and converts
 * Piranha and ldirectord files.
 *
 * <p>Rooms: {@code vip} says which virtual address belongs on which real server (from
 * keepalived.conf); {@code inventory} says how a server is reached; {@code plan} holds the words
 * (facts, wants, actions, steps) and the comparison; {@code method} and {@code persist} turn a wish
 * into wants; {@code script} renders steps as POSIX sh and reads what comes back. All of these are
 * pure. {@code ssh}, {@code run} and {@code cli} are the edge. It is a program of its own because
 * the SSH client must not stand on the class path of a root daemon.
 */
@NullMarked
package org.lvsdirector.provision;

import org.jspecify.annotations.NullMarked;
