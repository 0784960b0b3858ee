package org.lvsdirector.linux.io;

import java.io.IOException;

/**
 * The groups allowed to open an {@link IcmpSocket}: net.ipv4.ping_group_range of the calling
 * thread's network namespace. The kernel's default is the empty range 1..0.
 *
 * @param from lowest group id
 * @param to highest group id
 */
public record PingGroups(long from, long to) {

  private static final String NAME = "net.ipv4.ping_group_range";

  /** Reads the range. */
  public static PingGroups read() throws IOException {
    String[] words = Sysctl.read(NAME).split("\\s+");
    if (words.length != 2) {
      throw new IOException(NAME + ": two numbers expected, found " + words.length + " words");
    }
    try {
      return new PingGroups(Long.parseLong(words[0]), Long.parseLong(words[1]));
    } catch (NumberFormatException e) {
      throw new IOException(NAME + ": not a number: " + e.getMessage(), e);
    }
  }

  /** Writes this range. */
  public void write() throws IOException {
    Sysctl.write(NAME, from + " " + to);
  }

  public boolean contains(long group) {
    return from <= group && group <= to;
  }

  /** True if this process may open echo sockets. */
  public static boolean includesThisProcess() throws IOException {
    return read().contains(ProcessControl.gid());
  }
}
