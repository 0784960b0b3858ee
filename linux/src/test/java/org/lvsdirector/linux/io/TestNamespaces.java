package org.lvsdirector.linux.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two network namespaces of this test alone, joined by a veth pair {@code a0 -- b0}. Needs root.
 */
final class TestNamespaces implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final String left;
  final String right;

  TestNamespaces() {
    String base = "lin" + ProcessHandle.current().pid() + "x" + COUNT.incrementAndGet();
    left = base + "a";
    right = base + "b";
    ip("netns", "add", left);
    ip("netns", "add", right);
    ip("-n", left, "link", "add", "a0", "type", "veth", "peer", "name", "b0", "netns", right);
    for (String name : List.of(left, right)) {
      ip("-n", name, "link", "set", "lo", "up");
    }
    ip("-n", left, "link", "set", "a0", "up");
    ip("-n", right, "link", "set", "b0", "up");
  }

  /** Runs ip(8); only tests may. */
  static String ip(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "ip";
    System.arraycopy(words, 0, command, 1, words.length);
    return run(command);
  }

  static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  int index(String namespace, String link) throws LinuxException {
    try (RtNetlink netlink = RtNetlink.open(namespace)) {
      return netlink.link(link).orElseThrow().index();
    }
  }

  @Override
  public void close() {
    ip("netns", "del", left);
    ip("netns", "del", right);
  }
}
