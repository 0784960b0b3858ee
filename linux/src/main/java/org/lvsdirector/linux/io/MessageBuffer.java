package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Room for one sendmsg or recvmsg: {@code struct msghdr}, its one iovec, a name, ancillary data and
 * the data itself, in direct memory. Reused for each call; not for two threads at once.
 */
final class MessageBuffer {

  private static final int NAME_SIZE = 128;
  private static final int CONTROL_SIZE = 512;
  private static final int CMSG_HEADER = 16;

  private final ByteBuffer header = Sys.allocate(56);
  private final ByteBuffer vector = Sys.allocate(16);
  private final ByteBuffer name = Sys.allocate(NAME_SIZE);
  private final ByteBuffer control = Sys.allocate(CONTROL_SIZE);
  private final ByteBuffer data;

  MessageBuffer(int size) {
    data = Sys.allocate(size);
    vector.putLong(0, Sys.address(data));
    header.putLong(16, Sys.address(vector)).putLong(24, 1);
  }

  /** Receives one datagram; answers its length or -errno. EINTR is retried. */
  int receive(Fd fd, int flags) {
    long rc;
    do {
      prepare(data.capacity(), NAME_SIZE, CONTROL_SIZE);
      rc = Sys.check(Sys.LIBC.recvmsg(fd.number(), header, flags));
    } while (rc == -Errno.EINTR.code());
    return (int) rc;
  }

  /** Sends; an empty address for a connected socket. Answers the length or -errno. */
  int send(Fd fd, byte[] bytes, byte[] address, byte[] ancillary, int flags) {
    if (bytes.length > data.capacity()) {
      return -Errno.EMSGSIZE.code();
    }
    data.put(0, bytes);
    name.put(0, address);
    control.put(0, ancillary);
    long rc;
    do {
      prepare(bytes.length, address.length, ancillary.length);
      rc = Sys.check(Sys.LIBC.sendmsg(fd.number(), header, flags | Const.MSG_NOSIGNAL));
    } while (rc == -Errno.EINTR.code());
    return (int) rc;
  }

  private void prepare(int dataLength, int nameLength, int controlLength) {
    vector.putLong(8, dataLength);
    header.putLong(0, nameLength == 0 ? 0 : Sys.address(name)).putInt(8, nameLength);
    header.putLong(32, controlLength == 0 ? 0 : Sys.address(control)).putLong(40, controlLength);
    header.putInt(48, 0);
  }

  int capacity() {
    return data.capacity();
  }

  /** The first {@code length} bytes received. */
  byte[] bytes(int length) {
    byte[] copy = new byte[length];
    data.get(0, copy);
    return copy;
  }

  /** Where the datagram came from. */
  byte[] name() {
    byte[] copy = new byte[Math.min(header.getInt(8), NAME_SIZE)];
    name.get(0, copy);
    return copy;
  }

  /** True if the datagram was longer than the buffer. */
  boolean isTruncated() {
    return (header.getInt(48) & Const.MSG_TRUNC) != 0;
  }

  /** The ancillary data of this level and type. */
  Optional<ByteBuffer> control(int level, int type) {
    long end = Math.min(header.getLong(40), CONTROL_SIZE);
    int at = 0;
    while (end - at >= CMSG_HEADER) {
      long length = control.getLong(at);
      if (length < CMSG_HEADER || length > end - at) {
        return Optional.empty();
      }
      if (control.getInt(at + 8) == level && control.getInt(at + 12) == type) {
        byte[] value = new byte[(int) length - CMSG_HEADER];
        control.get(at + CMSG_HEADER, value);
        return Optional.of(ByteBuffer.wrap(value).order(control.order()));
      }
      at += (int) ((length + 7) & ~7L);
    }
    return Optional.empty();
  }

  /** One ancillary item, padded, for {@link #send}. */
  static byte[] ancillary(int level, int type, byte[] value) {
    byte[] raw = new byte[(CMSG_HEADER + value.length + 7) & ~7];
    ByteBuffer out = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    out.putLong(CMSG_HEADER + value.length).putInt(level).putInt(type).put(value);
    return raw;
  }
}
