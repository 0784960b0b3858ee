package org.lvsdirector.daemon.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * What passes an interface of a host, as tcpdump's lines with hardware addresses, since it was
 * opened.
 */
final class Capture implements AutoCloseable {
  private final Running tcpdump;

  private Capture(Running tcpdump) {
    this.tcpdump = tcpdump;
  }

  /**
   * Returns once packets are really being captured. Each is printed as it comes (immediate mode):
   * else the kernel hands them over in blocks, up to a second late.
   */
  static Capture on(Host host, String... filter) {
    List<String> words =
        new ArrayList<>(
            List.of("tcpdump", "--immediate-mode", "-tt", "-n", "-e", "-l", "-v", "-i", "eth0"));
    words.add(String.join(" ", filter));
    Running tcpdump = host.start(words.toArray(String[]::new));
    tcpdump.awaitLog("listening on");
    return new Capture(tcpdump);
  }

  boolean saw(String text) {
    return tcpdump.log().contains(text);
  }

  /** Waits until something that was captured holds this text. */
  void await(String text) {
    tcpdump.awaitLog(text);
  }

  /** One line for each packet: what tcpdump folded is joined. */
  List<String> packets() {
    List<String> packets = new ArrayList<>();
    for (String line : tcpdump.lines()) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        packets.set(packets.size() - 1, packets.getLast() + " " + line.strip());
      } else if (!line.startsWith("tcpdump: ") && !line.isBlank()) {
        packets.add(line);
      }
    }
    return packets;
  }

  String log() {
    return tcpdump.log();
  }

  @Override
  public void close() {
    tcpdump.signal("INT");
    tcpdump.awaitExit();
  }
}
