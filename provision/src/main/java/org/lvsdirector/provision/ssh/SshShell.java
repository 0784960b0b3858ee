package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One logged-in session. The command line that sshd and sudo see is a constant; script and password
 * go to standard input.
 */
final class SshShell implements RemoteShell {
  private static final String BEGIN = "LVSD-BEGIN";

  /**
   * Skips everything up to the mark, such as a password that sudo did not ask for, and reads the
   * script from there.
   */
  private static final String SKIP =
      "while IFS= read -r l; do [ \"$l\" = " + BEGIN + " ] && break; done; exec sh -s -- \"$1\"";

  /** Facts of a server are some kilobytes; 32 connections at this limit fit the command's heap. */
  private static final int MOST_OUTPUT = 2 << 20;

  private static final int MOST_ERRORS = 64 << 10;

  private final Session session;
  private final Duration timeout;
  private final Secrets secrets;
  private final String host;

  SshShell(Session session, Duration timeout, Secrets secrets, String host) {
    this.session = session;
    this.timeout = timeout;
    this.secrets = secrets;
    this.host = host;
  }

  @Override
  public List<String> run(String script) throws SshFailure {
    Optional<String> password = secrets.sudoPassword();
    String command = command(password.isPresent() ? "-S -p \"\"" : "-n");
    String input = password.map(p -> p + "\n").orElse("") + BEGIN + "\n" + script;
    Ended ended = exec(command, input.getBytes(StandardCharsets.UTF_8));
    List<String> lines = ended.out().toString(StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      throw notStarted(ended, password.isPresent());
    }
    return lines;
  }

  @Override
  public void close() {
    session.disconnect();
  }

  private static String command(String sudoOptions) {
    String rootOrSudo =
        "if [ \"$(id -u)\" = 0 ]; then exec sh -c \"$0\" lvsd \"$SSH_CONNECTION\"; else exec sudo "
            + sudoOptions
            + " -- sh -c \"$0\" lvsd \"$SSH_CONNECTION\"; fi";
    return "sh -c '" + rootOrSudo + "' '" + SKIP + "'";
  }

  private record Ended(int status, ByteArrayOutputStream out, String errors) {}

  private Ended exec(String command, byte[] input) throws SshFailure {
    AtomicBoolean late = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    Thread watchdog = Thread.ofVirtual().unstarted(() -> watch(done, late));
    ChannelExec channel = null;
    try {
      channel = (ChannelExec) session.openChannel("exec");
      channel.setCommand(command);
      // An input stream given to the library is read on a thread that it sets up while the server
      // may
      // have closed the channel already, and then it fails with a NullPointerException.
      OutputStream remoteInput = channel.getOutputStream();
      Bounded errors = new Bounded();
      channel.setErrStream(errors);
      InputStream in = channel.getInputStream();
      watchdog.start();
      channel.connect(Math.toIntExact(timeout.toMillis()));
      Thread _ = Thread.ofVirtual().start(() -> feed(remoteInput, input));
      ByteArrayOutputStream out = read(in);
      int status = awaitStatus(channel);
      if (status < 0) {
        throw new SshFailure(
            SshFailure.Kind.LOST,
            "ssh " + host + ": the connection was lost",
            new IOException("status " + status));
      }
      return new Ended(status, out, errors.text());
    } catch (JSchException | IOException e) {
      throw late.get()
          ? tooLate(e)
          : new SshFailure(
              SshFailure.Kind.LOST,
              "ssh " + host + ": the connection was lost (" + e.getMessage() + ")",
              e);
    } catch (SshFailure e) {
      throw late.get() ? tooLate(e) : e;
    } finally {
      done.set(true);
      LockSupport.unpark(watchdog);
      if (channel != null) {
        channel.disconnect();
      }
    }
  }

  /** Beside the reading, so that neither side waits for the other with full hands. */
  private static void feed(OutputStream remoteInput, byte[] input) {
    try (remoteInput) {
      remoteInput.write(input);
    } catch (IOException _) {
      // What did not want all of it has ended, and its status and output say why.
    }
  }

  /** The library may wait for ever on a dead connection, so time is kept here. */
  private void watch(AtomicBoolean done, AtomicBoolean late) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!done.get()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        late.set(true);
        session.disconnect();
        return;
      }
      LockSupport.parkNanos(left);
    }
  }

  private static ByteArrayOutputStream read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[16384];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (out.size() + n > MOST_OUTPUT) {
        throw new IOException("more than 2 MiB of output");
      }
      out.write(buffer, 0, n);
    }
    return out;
  }

  /** The exit status arrives in a message of its own, a moment after the end of the output. */
  private int awaitStatus(ChannelExec channel) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!channel.isClosed() && session.isConnected() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return channel.getExitStatus();
  }

  private SshFailure tooLate(Throwable cause) {
    return new SshFailure(
        SshFailure.Kind.TIMEOUT,
        "ssh "
            + host
            + ": not finished within "
            + timeout.toSeconds()
            + " s; the server works on by itself, look again with plan",
        cause);
  }

  private SshFailure notStarted(Ended ended, boolean withPassword) {
    String errors = ended.errors().strip().replaceAll("\\s+", " ");
    String why;
    if (errors.contains("a password is required") || errors.contains("a terminal is required")) {
      why =
          "sudo asks for a password; give it with --ask-sudo-password or --sudo-password-fd, or allow this user without one";
    } else if (withPassword
        && (errors.contains("incorrect password") || errors.contains("no password was provided"))) {
      why = "sudo does not take the password that was given";
    } else if (errors.contains("not in the sudoers")
        || errors.contains("may not run sudo")
        || errors.contains("not allowed to")) {
      why =
          "this user may not use sudo; log in as root (user = root) or put the user into the sudoers file";
    } else if (ended.status() == 127 || errors.contains("not found")) {
      why = "not root, and sudo is not installed; log in as root (user = root) or install sudo";
    } else {
      return new SshFailure(
          SshFailure.Kind.OTHER,
          "ssh " + host + ": no shell there (status " + ended.status() + "): " + errors);
    }
    return new SshFailure(
        SshFailure.Kind.SUDO, "ssh " + host + ": " + why + " (it said: " + errors + ")");
  }

  /** Error output up to a limit; what comes after is dropped. */
  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (kept.size() < MOST_ERRORS) {
        kept.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] b, int off, int len) {
      kept.write(b, off, Math.min(len, MOST_ERRORS - kept.size()));
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
