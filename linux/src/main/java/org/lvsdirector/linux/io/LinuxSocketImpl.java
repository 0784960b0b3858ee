package org.lvsdirector.linux.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.IpBytes;

/**
 * A client TCP socket of our own below {@link java.net.Socket}, so that mark, device and source can
 * be set before it connects. The kernel socket is made when the family is known: at connect or
 * bind. Platform and virtual threads may use it; any thread may close it.
 */
final class LinuxSocketImpl extends SocketImpl {

  private static final int SHUT_RD = 0;
  private static final int SHUT_WR = 1;

  private final SocketSettings settings;
  private final Map<Integer, Object> early = new LinkedHashMap<>();
  private @Nullable GuardedFd guarded;
  private volatile int readTimeoutMillis;
  private volatile boolean inputShut;
  private boolean closed;

  LinuxSocketImpl(SocketSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void create(boolean stream) throws SocketException {
    if (!stream) {
      throw new SocketException("only stream sockets");
    }
  }

  private synchronized GuardedFd open(InetAddress peer) throws SocketException {
    if (closed) {
      throw new SocketException("Socket closed");
    }
    GuardedFd known = guarded;
    if (known != null) {
      return known;
    }
    Fd fd = null;
    try {
      int type = Const.SOCK_STREAM | Const.SOCK_NONBLOCK;
      fd = SockOpt.socket(IpBytes.family(peer), type, 0, "TCP socket");
      settings.apply(fd);
      for (Map.Entry<Integer, Object> option : early.entrySet()) {
        SocketOptionTable.set(fd, option.getKey(), option.getValue());
      }
    } catch (LinuxException e) {
      if (fd != null) {
        fd.close();
      }
      throw SocketErrors.of(e);
    }
    GuardedFd made = new GuardedFd(fd);
    guarded = made;
    return made;
  }

  private synchronized GuardedFd opened() throws SocketException {
    if (closed) {
      throw new SocketException("Socket closed");
    }
    if (guarded == null) {
      throw new SocketException("Socket is not connected");
    }
    return guarded;
  }

  @Override
  protected void connect(String host, int toPort) throws IOException {
    connect(new InetSocketAddress(host, toPort), 0);
  }

  @Override
  protected void connect(InetAddress toAddress, int toPort) throws IOException {
    connect(new InetSocketAddress(toAddress, toPort), 0);
  }

  @Override
  protected void connect(SocketAddress remote, int timeoutMillis) throws IOException {
    if (!(remote instanceof InetSocketAddress target)) {
      throw new IllegalArgumentException("not an internet address: " + remote);
    }
    InetAddress peer = target.getAddress();
    if (peer == null) {
      throw new UnknownHostException(target.getHostString());
    }
    GuardedFd socket = open(peer);
    long deadline = deadline(timeoutMillis);
    byte[] raw = SockAddr.ip(peer, target.getPort(), 0);
    int rc = Sys.check(Sys.LIBC.connect(socket.fd().number(), raw, raw.length));
    if (rc == -Errno.EINPROGRESS.code() || rc == -Errno.EINTR.code()) {
      socket.awaitReady(FdWaiter.WRITE, deadline, "Connect");
      rc = -SockOpt.getInt(socket.fd(), Const.SOL_SOCKET, Const.SO_ERROR, "result of connect");
    }
    if (rc < 0) {
      throw SocketErrors.connect(target, -rc);
    }
    address = peer;
    port = target.getPort();
    localport = local().getPort();
  }

  private static long deadline(int millis) {
    return millis == 0 ? StreamIo.NO_DEADLINE : System.nanoTime() + millis * 1_000_000L;
  }

  private InetSocketAddress local() throws SocketException {
    byte[] raw = new byte[28];
    byte[] length = SockOpt.host(4).putInt(raw.length).array();
    int _ = Sys.LIBC.getsockname(opened().fd().number(), raw, length);
    return SockAddr.toInet(raw).orElseThrow(() -> new SocketException("no local address"));
  }

  @Override
  protected void bind(InetAddress host, int toPort) throws IOException {
    GuardedFd socket = open(host);
    try {
      SockOpt.bind(socket.fd(), SockAddr.ip(host, toPort, 0), "socket to " + host.getHostAddress());
    } catch (LinuxException e) {
      throw SocketErrors.of(e);
    }
    localport = local().getPort();
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw new SocketException("a client socket does not listen");
  }

  @Override
  protected void accept(SocketImpl other) throws IOException {
    throw new SocketException("a client socket does not accept");
  }

  @Override
  protected InputStream getInputStream() {
    return new Input();
  }

  @Override
  protected OutputStream getOutputStream() {
    return new Output();
  }

  @Override
  protected int available() throws IOException {
    byte[] count = new byte[4];
    int fionread = 0x541b;
    int rc = Sys.check(Sys.LIBC.ioctl(opened().fd().number(), fionread, count));
    return rc < 0 ? 0 : ByteBuffer.wrap(count).order(ByteOrder.nativeOrder()).getInt();
  }

  @Override
  protected synchronized void close() {
    closed = true;
    if (guarded != null) {
      guarded.close();
    }
  }

  @Override
  protected void shutdownInput() throws IOException {
    inputShut = true;
    int _ = Sys.LIBC.shutdown(opened().fd().number(), SHUT_RD);
  }

  @Override
  protected void shutdownOutput() throws IOException {
    int rc = Sys.check(Sys.LIBC.shutdown(opened().fd().number(), SHUT_WR));
    if (rc < 0) {
      throw SocketErrors.stream("shutdown", -rc);
    }
  }

  @Override
  protected boolean supportsUrgentData() {
    return false;
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw new SocketException("urgent data is not supported");
  }

  @Override
  public synchronized void setOption(int id, Object value) throws SocketException {
    if (closed) {
      throw new SocketException("Socket closed");
    }
    if (id == SocketOptions.SO_TIMEOUT) {
      readTimeoutMillis = (Integer) value;
      return;
    }
    try {
      if (guarded == null) {
        early.put(id, value);
      } else {
        SocketOptionTable.set(guarded.fd(), id, value);
      }
    } catch (LinuxException e) {
      throw SocketErrors.of(e);
    }
  }

  @Override
  public synchronized Object getOption(int id) throws SocketException {
    if (id == SocketOptions.SO_TIMEOUT) {
      return readTimeoutMillis;
    }
    if (id == SocketOptions.SO_BINDADDR) {
      return guarded == null ? IpBytes.any(IpBytes.AF_INET) : local().getAddress();
    }
    if (guarded == null) {
      Object value = early.get(id);
      return value == null ? SocketOptionTable.initial(id) : value;
    }
    try {
      return SocketOptionTable.get(guarded.fd(), id);
    } catch (LinuxException e) {
      throw SocketErrors.of(e);
    }
  }

  private int read(byte[] into, int offset, int length) throws IOException {
    if (inputShut) {
      return -1;
    }
    return StreamIo.read(opened(), into, offset, length, deadline(readTimeoutMillis));
  }

  private void write(byte[] from, int offset, int length) throws IOException {
    StreamIo.write(opened(), from, offset, length);
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      return LinuxSocketImpl.this.read(into, offset, length);
    }

    @Override
    public int available() throws IOException {
      return LinuxSocketImpl.this.available();
    }

    @Override
    public void close() {
      LinuxSocketImpl.this.close();
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, from.length);
      LinuxSocketImpl.this.write(from, offset, length);
    }

    @Override
    public void close() {
      LinuxSocketImpl.this.close();
    }
  }
}
