package org.lvsdirector.parser.model;

import java.util.Optional;

/**
 * Receive buffer of a netlink socket.
 *
 * @param bytes size; 0 (default) leaves the kernel's
 * @param force use SO_RCVBUFFORCE
 */
public record SocketBuffer(long bytes, boolean force) {
  /** Nothing configured. */
  public static final SocketBuffer KERNEL = new SocketBuffer(0, false);

  /** The size that is asked for, as far as a socket can have it; empty where none is. */
  public Optional<Integer> wanted() {
    return bytes <= 0 ? Optional.empty() : Optional.of((int) Math.min(bytes, Integer.MAX_VALUE));
  }
}
