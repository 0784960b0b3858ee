package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.lvsdirector.linux.ffi.Sys;

/** The service manager's end of sd_notify(3). */
final class NotifySocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;

  private final int fd;

  NotifySocket(Path path) {
    fd = Sys.check(Sys.LIBC.socket(AF_UNIX, SOCK_DGRAM, 0));
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    byte[] address =
        ByteBuffer.allocate(name.length + 3)
            .order(ByteOrder.nativeOrder())
            .putShort((short) AF_UNIX)
            .put(name)
            .array();
    assertThat(Sys.check(Sys.LIBC.bind(fd, address, address.length))).isZero();
    byte[] second = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).putLong(1).array();
    assertThat(Sys.check(Sys.LIBC.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, second, second.length)))
        .isZero();
  }

  /** Waits for a message with this line. */
  void await(String line) {
    StringBuilder heard = new StringBuilder();
    Await.until(
        "told: " + line,
        Await.LONG,
        () -> {
          String message = next();
          heard.append(message).append('\n');
          return message.lines().anyMatch(line::equals);
        },
        heard::toString);
  }

  /** Waits until no message with this line has come for so long. */
  void awaitNoMore(String line, Duration silence) {
    long[] last = {System.nanoTime()};
    Await.until(
        "nothing told any more: " + line,
        Await.LONG,
        () -> {
          if (next().lines().anyMatch(line::equals)) {
            last[0] = System.nanoTime();
          }
          return System.nanoTime() - last[0] > silence.toNanos();
        },
        () -> "");
  }

  /** The next message; empty if none comes for a second. */
  private String next() {
    byte[] bytes = new byte[4096];
    long length = Sys.LIBC.recv(fd, bytes, bytes.length, 0);
    return length <= 0 ? "" : new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    assertThat(Sys.LIBC.close(fd)).isZero();
  }
}
