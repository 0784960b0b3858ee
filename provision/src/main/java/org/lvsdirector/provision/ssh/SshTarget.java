package org.lvsdirector.provision.ssh;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where to connect, before ~/.ssh/config is asked for what is empty here.
 *
 * @param host name, alias of ~/.ssh/config, or address
 * @param user login name
 * @param port port, 1..65535
 * @param key private key file
 * @param jump jump hosts, {@code [user@]host[:port]}, separated by commas
 */
public record SshTarget(
    String host,
    Optional<String> user,
    OptionalInt port,
    Optional<String> key,
    Optional<String> jump) {}
