package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * {@code virtual_server_group NAME} (keepalived reference, LVS 4).
 *
 * @param name name of the block
 * @param entries addresses, ranges and marks in file order; never empty
 * @param range where the block starts
 */
public record VirtualServerGroup(String name, List<Entry> entries, SourceRange range) {
  /** Copies the entries. */
  public VirtualServerGroup {
    entries = List.copyOf(entries);
  }

  /** One line of the group. */
  public sealed interface Entry {
    /**
     * One address.
     *
     * @param address the address
     * @param port 1..65535, or 0 for any
     */
    record Address(InetAddress address, int port) implements Entry {}

    /**
     * A range of addresses, both ends included, of one family; also what {@code ADDR/PREFIX} means.
     *
     * @param first lowest address
     * @param last highest address
     * @param port 1..65535, or 0 for any
     */
    record Range(InetAddress first, InetAddress last, int port) implements Entry {}

    /**
     * A firewall mark.
     *
     * @param mark unsigned 32 bits
     * @param family own family if written; else the virtual server's, else inet
     */
    record Fwmark(long mark, Optional<AddressFamily> family) implements Entry {}
  }
}
