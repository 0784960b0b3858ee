package org.lvsdirector.parser.model;

/**
 * Receive buffer of a netlink socket.
 *
 * @param bytes size; 0 (default) leaves the kernel's
 * @param force use SO_RCVBUFFORCE
 */
public record SocketBuffer(long bytes, boolean force) {
  /** Nothing configured. */
  public static final SocketBuffer KERNEL = new SocketBuffer(0, false);
}
