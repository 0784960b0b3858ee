package org.lvsdirector.parser.model;

import java.net.InetAddress;

/** What a {@code virtual_server} listens to (keepalived reference, LVS 3). */
public sealed interface VirtualAddress {
  /**
   * {@code virtual_server IP [PORT]}.
   *
   * @param address the address
   * @param port 1..65535, or 0 for any (which forces persistence)
   */
  record Address(InetAddress address, int port) implements VirtualAddress {}

  /**
   * {@code virtual_server fwmark N}.
   *
   * @param mark unsigned 32 bits
   */
  record Fwmark(long mark) implements VirtualAddress {}

  /**
   * {@code virtual_server group NAME}.
   *
   * @param group the group, already looked up
   * @param index 0-based order of this virtual server among those that use the group; part of its
   *     name in logs
   */
  record Group(VirtualServerGroup group, int index) implements VirtualAddress {}
}
