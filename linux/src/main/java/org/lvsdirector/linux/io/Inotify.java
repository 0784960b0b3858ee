package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Watches files and directories. To follow one file through being replaced, watch its directory and
 * compare names. Wait with a {@link Poller}.
 */
public final class Inotify implements Pollable {

  public static final int IN_MODIFY = 0x2;
  public static final int IN_ATTRIB = 0x4;
  public static final int IN_CLOSE_WRITE = 0x8;
  public static final int IN_MOVED_FROM = 0x40;
  public static final int IN_MOVED_TO = 0x80;
  public static final int IN_CREATE = 0x100;
  public static final int IN_DELETE = 0x200;
  public static final int IN_DELETE_SELF = 0x400;
  public static final int IN_MOVE_SELF = 0x800;

  /** Events were lost: look at everything again. Its watch is -1. */
  public static final int IN_Q_OVERFLOW = 0x4000;

  private static final int HEADER = 16;
  private static final int BUFFER = 64 * 1024;

  private final Fd fd;

  private Inotify(Fd fd) {
    this.fd = fd;
  }

  /** Starts with nothing watched. */
  public static Inotify open() throws LinuxException {
    int rc = Sys.check(Sys.LIBC.inotify_init1(Const.O_NONBLOCK | Const.O_CLOEXEC));
    return new Inotify(new Fd(LinuxException.check(rc, "open", "inotify")));
  }

  @Override
  public Fd fd() {
    return fd;
  }

  /** Watches for these {@code IN_} events and answers the number of the watch. */
  public int watch(Path path, int mask) throws LinuxException {
    int rc = Sys.check(Sys.LIBC.inotify_add_watch(fd.number(), path.toString(), mask));
    return LinuxException.check(rc, "watch", path.toString());
  }

  /** Ends a watch; one that is gone already is no error. */
  public void unwatch(int watch) {
    int _ = Sys.LIBC.inotify_rm_watch(fd.number(), watch);
  }

  /**
   * Something happened.
   *
   * @param watch which watch saw it
   * @param mask the {@code IN_} bits
   * @param name the entry of a watched directory, empty for the watched file itself
   */
  public record Event(int watch, int mask, String name) {
    /** True if any of the bits is set. */
    public boolean is(int bits) {
      return (mask & bits) != 0;
    }
  }

  /** What has happened since the last call; empty if nothing. */
  public List<Event> read() throws LinuxException {
    byte[] raw = new byte[BUFFER];
    long rc = Sys.check(Sys.LIBC.read(fd.number(), raw, raw.length));
    if (rc == -Errno.EAGAIN.code() || rc == -Errno.EINTR.code()) {
      return List.of();
    }
    int length = (int) LinuxException.check(rc, "read", "inotify");
    ByteBuffer in = ByteBuffer.wrap(raw, 0, length).order(ByteOrder.nativeOrder());
    List<Event> events = new ArrayList<>();
    int at = 0;
    while (length - at >= HEADER) {
      int nameLength = in.getInt(at + 12);
      int end = at + HEADER;
      while (end < at + HEADER + nameLength && raw[end] != 0) {
        end++;
      }
      String name = new String(raw, at + HEADER, end - at - HEADER, StandardCharsets.UTF_8);
      events.add(new Event(in.getInt(at), in.getInt(at + 4), name));
      at += HEADER + nameLength;
    }
    return events;
  }
}
