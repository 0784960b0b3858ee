package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as bytes. It stands between OkHttp and the socket: whatever head
 * OkHttp writes is replaced by the request the configuration asks for, and the head of the answer
 * is kept for our own judgement while OkHttp sees a plain one whose body ends with the connection.
 * So the bytes on the wire are keepalived's, and OkHttp does what it is good at: connecting, TLS
 * and time limits.
 */
final class HttpExchange {
  /**
   * The blank line must end within this many bytes, or there is no answer (reference, LVS 17.2).
   */
  static final int HEAD_LIMIT = 4095;

  private static final byte[] PLAIN_HEAD =
      "HTTP/1.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** How far the exchange has come, for the sentence when it goes no further. */
  enum Phase {
    CONNECTING,
    HANDSHAKE,
    WAITING,
    BODY
  }

  private final byte[] request;
  private final HttpLimits limits;
  private final long started = System.nanoTime();
  private long phaseStarted = started;
  private Phase phase = Phase.CONNECTING;
  private @Nullable ResponseHead head;
  private String trouble = "";

  HttpExchange(byte[] request, HttpLimits limits) {
    this.request = request;
    this.limits = limits;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
    phaseStarted = System.nanoTime();
  }

  /** How long the next read may wait, in milliseconds; 0 or less if the time is over. */
  int readMillis() {
    long left = limits.leftNanos(phase, started, phaseStarted, System.nanoTime());
    return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(left, 1_000_000L));
  }

  @Nullable ResponseHead head() {
    return head;
  }

  /** Why the answer cannot be read, empty if it can. */
  String trouble() {
    return trouble;
  }

  OutputStream requestStream(OutputStream wire) {
    return new RequestStream(wire);
  }

  InputStream responseStream(InputStream wire) {
    return new ResponseStream(wire);
  }

  /** Swallows one head and writes the wanted request in its place, in one piece. */
  private final class RequestStream extends OutputStream {
    private final OutputStream wire;
    private int matched;
    private boolean sent;

    RequestStream(OutputStream wire) {
      this.wire = wire;
    }

    @Override
    public void write(int b) throws IOException {
      // Counts how much of CR LF CR LF was seen: even places expect CR, odd ones LF.
      boolean fits = b == (matched % 2 == 0 ? '\r' : '\n');
      matched = fits ? matched + 1 : b == '\r' ? 1 : 0;
      if (matched == 4 && !sent) {
        sent = true;
        enter(Phase.WAITING);
        wire.write(request);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    @Override
    public void flush() throws IOException {
      wire.flush();
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }

  /** Takes the head off the answer and hands on a plain one, then the body untouched. */
  private final class ResponseStream extends InputStream {
    private final InputStream wire;
    private byte[] ready = {};
    private int at;
    private int end;
    private boolean started;

    ResponseStream(InputStream wire) {
      this.wire = wire;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!started) {
        started = true;
        int count = wire.read(target, offset, Math.min(length, HEAD_LIMIT));
        int blank = endOfHead(target, offset, offset + Math.max(0, count));
        if (blank - offset >= PLAIN_HEAD.length) {
          return replaceHead(target, offset, blank, offset + count);
        }
        collectHead(target, offset, count);
      }
      if (at < end) {
        int count = Math.min(length, end - at);
        System.arraycopy(ready, at, target, offset, count);
        at += count;
        return count;
      }
      return wire.read(target, offset, length);
    }

    /** The usual case: the whole head came at once, so nothing needs a buffer of our own. */
    private int replaceHead(byte[] target, int offset, int blank, int filled) {
      head = ResponseHead.of(Arrays.copyOfRange(target, offset, blank), blank - offset);
      enter(Phase.BODY);
      int from = blank - PLAIN_HEAD.length;
      System.arraycopy(PLAIN_HEAD, 0, target, from, PLAIN_HEAD.length);
      System.arraycopy(target, from, target, offset, filled - from);
      return filled - from;
    }

    private void collectHead(byte[] first, int offset, int count) throws IOException {
      var buffer = new byte[PLAIN_HEAD.length + HEAD_LIMIT];
      int start = PLAIN_HEAD.length;
      if (count < 0) {
        throw noHead(0, true);
      }
      System.arraycopy(first, offset, buffer, start, count);
      int filled = start + count;
      int blank = endOfHead(buffer, start, filled);
      while (blank < 0) {
        int more = filled == buffer.length ? 0 : wire.read(buffer, filled, buffer.length - filled);
        if (more <= 0) {
          throw noHead(filled - start, more < 0);
        }
        blank = endOfHead(buffer, Math.max(start, filled - 3), filled + more);
        filled += more;
      }
      head = ResponseHead.of(Arrays.copyOfRange(buffer, start, blank), blank - start);
      enter(Phase.BODY);
      // The plain head goes right in front of the body bytes that came along.
      System.arraycopy(PLAIN_HEAD, 0, buffer, blank - PLAIN_HEAD.length, PLAIN_HEAD.length);
      ready = buffer;
      at = blank - PLAIN_HEAD.length;
      end = filled;
    }

    private IOException noHead(int received, boolean closed) {
      trouble =
          !closed
              ? "the headers did not end within " + HEAD_LIMIT + " bytes"
              : received == 0
                  ? "the server closed the connection without an answer"
                  : "the server closed the connection within the headers, after "
                      + received
                      + " bytes";
      return new IOException(trouble);
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }

  /** The place after the first CR LF CR LF, or -1. */
  private static int endOfHead(byte[] bytes, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }
}
