package org.lvsdirector.daemon.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control interface's server: HTTP/1.1 on a Unix socket, one exchange a connection, at most
 * {@value #AT_ONCE} at once, each with a deadline. The socket is its owner's alone (mode 0600), or
 * its group's too where one is configured (0660); who asks is told by the kernel.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int AT_ONCE = 32;

  private final Path path;
  private final ServerSocketChannel server;
  private volatile Optional<String> group;
  private final ControlHandler handler;
  private final Semaphore places = new Semaphore(AT_ONCE);

  private ControlServer(
      Path path, ServerSocketChannel server, Optional<String> group, ControlHandler handler) {
    this.path = path;
    this.group = group;
    this.server = server;
    this.handler = handler;
  }

  /**
   * Opens the socket and begins to answer. A socket that a killed predecessor left is replaced; one
   * that somebody answers on is not.
   *
   * @param group the group that may connect as well
   * @throws IOException if another daemon answers there, or the socket cannot be made
   */
  public static ControlServer open(Path path, Optional<String> group, ControlHandler handler)
      throws IOException {
    if (isAnswered(path)) {
      throw new IOException(
          "control socket "
              + path
              + ": another daemon answers on it; set another one with '@lvs_director control_socket"
              + " PATH'");
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // Bound under another name and moved once its mode is right: nobody can connect in between.
    Path unborn = Path.of(path + ".new");
    Files.deleteIfExists(unborn);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(unborn));
      protect(unborn, group);
      Files.move(unborn, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      server.close();
      Files.deleteIfExists(unborn);
      throw e;
    }
    ControlServer opened = new ControlServer(path, server, group, handler);
    Thread.ofPlatform().daemon().name("control-accept").start(opened::accept);
    return opened;
  }

  private static boolean isAnswered(Path path) {
    if (!Files.exists(path)) {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /** Its owner's alone first, so that no group sees it in between. */
  private static void protect(Path socket, Optional<String> group) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(socket, PosixFileAttributeView.class);
    GroupPrincipal principal = null;
    if (group.isPresent()) {
      principal =
          socket
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(group.get());
    }
    view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    if (principal != null) {
      view.setGroup(principal);
      view.setPermissions(PosixFilePermissions.fromString("rw-rw----"));
    }
  }

  /** Where it listens. */
  public Path path() {
    return path;
  }

  /**
   * Lets another group connect from now on, or none.
   *
   * @throws IOException if there is no such group; all stays as it was
   */
  public void allow(Optional<String> other) throws IOException {
    if (!other.equals(group)) {
      protect(path, other);
      group = other;
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel peer = server.accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().name("control").start(() -> serve(peer));
        } else {
          peer.close();
        }
      } catch (IOException e) {
        if (server.isOpen()) {
          LOG.warn("control socket {}: {}", path, e.getMessage());
        }
      }
    }
  }

  private void serve(SocketChannel peer) {
    try (peer;
        InputStream in = new BufferedInputStream(Channels.newInputStream(peer));
        OutputStream out = Channels.newOutputStream(peer)) {
      HttpMessage request = HttpMessage.readRequest(in);
      String[] parts = request.startLine().split(" ", 3);
      String user = user(peer);
      ControlAnswer answer =
          parts.length != 3
              ? ControlAnswer.error(400, "no HTTP request line")
              : mayAsk(user)
                  ? handler.answer(ControlRequest.of(parts[0], parts[1], request.text(), user))
                  : ControlAnswer.error(403, user + " may not use the control socket");
      HttpMessage.writeHead(out, answer.status(), answer.contentType(), answer.body().length);
      out.write(answer.body());
      out.flush();
    } catch (IOException e) {
      LOG.debug("control socket {}: {}", path, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("control socket {}: a request failed, the daemon goes on", path, e);
    } finally {
      places.release();
    }
  }

  /**
   * Without a configured group only root and the daemon's own user: the socket's mode says so too,
   * but a mode can be changed by mistake.
   */
  private boolean mayAsk(String user) {
    return group.isPresent()
        || user.equals("root")
        || user.equals("0")
        || user.equals(System.getProperty("user.name"));
  }

  private static String user(SocketChannel peer) throws IOException {
    UnixDomainPrincipal principal = peer.getOption(ExtendedSocketOptions.SO_PEERCRED);
    return principal.user().getName();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
