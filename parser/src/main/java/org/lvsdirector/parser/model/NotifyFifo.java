package org.lvsdirector.parser.model;

import java.util.Optional;

/**
 * A FIFO that gets state lines (keepalived reference, VRRP 22).
 *
 * @param path {@code *_fifo}; empty if only a script is given
 * @param owner user and group of the FIFO; those of scripts unless written
 * @param script {@code *_fifo_script}: its reader, the path already appended as last argument
 */
public record NotifyFifo(
    Optional<String> path, Optional<ScriptUser> owner, Optional<ScriptCommand> script) {}
