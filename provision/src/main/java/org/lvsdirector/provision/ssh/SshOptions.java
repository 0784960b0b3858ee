package org.lvsdirector.provision.ssh;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What holds for all connections.
 *
 * @param home the operator's home folder, where .ssh lies
 * @param config OpenSSH's client configuration; need not exist
 * @param knownHosts the file of host keys; need not exist
 * @param acceptNew record the key of a host that no file names; never of one whose key changed
 * @param connectTimeout for connecting and logging in
 * @param commandTimeout for one script
 */
public record SshOptions(
    Path home,
    Path config,
    Path knownHosts,
    boolean acceptNew,
    Duration connectTimeout,
    Duration commandTimeout) {}
