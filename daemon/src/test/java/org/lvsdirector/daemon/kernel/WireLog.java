package org.lvsdirector.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adverts and gratuitous ARP as one host sees them, each with the time at which its kernel got it:
 * neither a slow reader nor a loaded machine moves the figures.
 */
final class WireLog implements AutoCloseable {
  private static final int FILE_HEADER = 24;
  private static final int PACKET_HEADER = 16;
  private static final int PRIORITY = 2;

  private final Running tcpdump;
  private final Path file;

  /**
   * An advert.
   *
   * @param micros when, since 1970
   * @param source the sender's address
   */
  record Advert(long micros, String source, int virtualRouter, int priority) {}

  /**
   * A gratuitous ARP.
   *
   * @param micros when, since 1970
   * @param address what it announces
   * @param mac whom it names as the owner
   */
  record Announcement(long micros, String address, String mac) {}

  private WireLog(Running tcpdump, Path file) {
    this.tcpdump = tcpdump;
    this.file = file;
  }

  /** Returns once packets are really being captured. */
  static WireLog on(LabTopology lab, Host host, String device) {
    Path file = lab.newFile(host.name(), ".pcap");
    Running tcpdump =
        host.start(
            "tcpdump",
            "--immediate-mode",
            "-U",
            "-n",
            "-B",
            "16384",
            "-Z",
            "root",
            "-i",
            device,
            "-w",
            file.toString(),
            "arp or ip proto 112");
    tcpdump.awaitLog("listening on");
    return new WireLog(tcpdump, file);
  }

  List<Advert> adverts() {
    List<Advert> adverts = new ArrayList<>();
    read(
        (micros, frame) -> {
          if (Short.toUnsignedInt(frame.getShort(12)) == 0x0800 && frame.get(23) == 112) {
            int at = 14 + (frame.get(14) & 0x0f) * 4;
            adverts.add(
                new Advert(
                    micros, address(frame, 26), octet(frame, at + 1), octet(frame, at + PRIORITY)));
          }
        });
    return adverts;
  }

  List<Advert> adverts(Predicate<Advert> which) {
    return adverts().stream().filter(which).toList();
  }

  List<Announcement> announcements() {
    List<Announcement> announcements = new ArrayList<>();
    read(
        (micros, frame) -> {
          boolean arp = Short.toUnsignedInt(frame.getShort(12)) == 0x0806;
          if (arp && frame.getInt(28) == frame.getInt(38)) {
            announcements.add(new Announcement(micros, address(frame, 28), mac(frame, 22)));
          }
        });
    return announcements;
  }

  @FunctionalInterface
  private interface Look {
    void at(long micros, ByteBuffer frame);
  }

  /** Up to the last packet that is there as a whole; tcpdump may be writing the next. */
  private void read(Look look) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
      int at = FILE_HEADER;
      while (at + PACKET_HEADER <= all.limit()) {
        long micros = all.getInt(at) * 1_000_000L + all.getInt(at + 4);
        int length = all.getInt(at + 8);
        if (at + PACKET_HEADER + length > all.limit()) {
          return;
        }
        look.at(micros, all.slice(at + PACKET_HEADER, length).order(ByteOrder.BIG_ENDIAN));
        at += PACKET_HEADER + length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int octet(ByteBuffer frame, int at) {
    return Byte.toUnsignedInt(frame.get(at));
  }

  private static String address(ByteBuffer frame, int at) {
    return "%d.%d.%d.%d"
        .formatted(
            octet(frame, at), octet(frame, at + 1), octet(frame, at + 2), octet(frame, at + 3));
  }

  private static String mac(ByteBuffer frame, int at) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      parts.add("%02x".formatted(octet(frame, at + i)));
    }
    return String.join(":", parts);
  }

  @Override
  public void close() {
    tcpdump.signal("INT");
    tcpdump.awaitExit();
  }
}
