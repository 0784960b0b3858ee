package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Reaches a server through a session on a jump host, as ProxyJump does; no local port is opened.
 */
final class JumpProxy implements Proxy {
  private final Session jump;
  private @Nullable ChannelDirectTCPIP channel;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;

  JumpProxy(Session jump) {
    this.jump = jump;
  }

  @Override
  public void connect(@Nullable SocketFactory unused, String host, int port, int timeout)
      throws Exception {
    ChannelDirectTCPIP open = (ChannelDirectTCPIP) jump.openChannel("direct-tcpip");
    open.setHost(host);
    open.setPort(port);
    in = open.getInputStream();
    out = open.getOutputStream();
    open.connect(timeout);
    channel = open;
  }

  @Override
  public InputStream getInputStream() {
    return opened(in);
  }

  @Override
  public OutputStream getOutputStream() {
    return opened(out);
  }

  @Override
  @SuppressWarnings("NullAway") // JSch itself asks for null where there is no socket.
  public Socket getSocket() {
    return null;
  }

  @Override
  public void close() {
    ChannelDirectTCPIP open = channel;
    if (open != null) {
      open.disconnect();
    }
  }

  private static <T> T opened(@Nullable T stream) {
    if (stream == null) {
      throw new IllegalStateException("not connected", new IOException("jump channel"));
    }
    return stream;
  }
}
