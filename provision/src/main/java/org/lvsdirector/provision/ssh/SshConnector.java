package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/** Opens connections; sessions to jump hosts are shared and closed at the end. */
public final class SshConnector implements AutoCloseable {
  private static final int KEEPALIVE_MILLIS = 5000;
  private final SshOptions options;
  private final Secrets secrets;
  private final ClientConfig config;
  private final HostKeys hostKeys;
  private final Identities identities;
  private final Map<String, Session> jumps = new HashMap<>();
  private final ReentrantLock jumpLock = new ReentrantLock();

  /**
   * Reads known_hosts and ~/.ssh/config.
   *
   * @throws SshFailure if one of them cannot be read
   */
  public SshConnector(SshOptions options, Secrets secrets) throws SshFailure {
    this.options = options;
    this.secrets = secrets;
    this.identities = new Identities(secrets);
    try {
      this.config = new ClientConfig(options);
      this.hostKeys = new HostKeys(options.knownHosts(), options.acceptNew());
    } catch (IOException | JSchException e) {
      throw new SshFailure(
          SshFailure.Kind.OTHER, "cannot read the SSH client's files: " + e.getMessage(), e);
    }
  }

  /**
   * Connects and logs in.
   *
   * @throws SshFailure with the remedy in its text
   */
  public RemoteShell open(SshTarget target) throws SshFailure {
    ClientConfig.Resolved resolved = config.resolve(target);
    Optional<Session> jump =
        resolved.jump().isPresent() ? Optional.of(jump(resolved.jump().get())) : Optional.empty();
    return new SshShell(
        session(resolved, jump), options.commandTimeout(), secrets, resolved.host());
  }

  @Override
  public void close() {
    jumpLock.lock();
    try {
      jumps.values().forEach(Session::disconnect);
      jumps.clear();
    } finally {
      jumpLock.unlock();
    }
  }

  private Session jump(String chain) throws SshFailure {
    jumpLock.lock();
    try {
      Session present = jumps.get(chain);
      if (present != null && present.isConnected()) {
        return present;
      }
      int comma = chain.lastIndexOf(',');
      Optional<Session> before =
          comma < 0 ? Optional.empty() : Optional.of(jump(chain.substring(0, comma)));
      Session session = session(config.resolve(jumpTarget(chain.substring(comma + 1))), before);
      jumps.put(chain, session);
      return session;
    } finally {
      jumpLock.unlock();
    }
  }

  /** {@code [user@]host[:port]}, the host in brackets when it is an IPv6 address with a port. */
  static SshTarget jumpTarget(String text) {
    int at = text.lastIndexOf('@');
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
    String rest = text.substring(at + 1).strip();
    OptionalInt port = OptionalInt.empty();
    int colon = rest.lastIndexOf(':');
    boolean single =
        colon >= 0 && (rest.indexOf(':') == colon || rest.charAt(Math.max(0, colon - 1)) == ']');
    if (single && rest.substring(colon + 1).matches("[0-9]{1,5}")) {
      port = OptionalInt.of(Integer.parseInt(rest.substring(colon + 1)));
      rest = rest.substring(0, colon);
    }
    return new SshTarget(
        rest.replace("[", "").replace("]", ""), user, port, Optional.empty(), Optional.of("none"));
  }

  private Session session(ClientConfig.Resolved to, Optional<Session> jump) throws SshFailure {
    HostKeys.View keys = hostKeys.view();
    List<String> keyComplaints = new ArrayList<>();
    try {
      JSch jsch = new JSch();
      jsch.setHostKeyRepository(keys);
      jsch.setIdentityRepository(identities.of(to.keys(), keyComplaints));
      Session session = jsch.getSession(to.user(), to.host(), to.port());
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig("PreferredAuthentications", "publickey,keyboard-interactive,password");
      // JSch would generate a key pair of each kind for every connection, to see what this Java
      // has. Java 25 has all that stands in its lists, so nothing is to be left out of them.
      for (String trial : List.of("CheckKexes", "CheckSignatures")) {
        session.setConfig(trial, "");
      }
      to.hostKeyAlias().ifPresent(session::setHostKeyAlias);
      secrets
          .loginPassword()
          .ifPresent(
              p -> {
                session.setPassword(p.getBytes(StandardCharsets.UTF_8));
                session.setUserInfo(new PasswordPrompt(p));
              });
      jump.ifPresent(j -> session.setProxy(new JumpProxy(j)));
      session.setServerAliveInterval(KEEPALIVE_MILLIS);
      session.setServerAliveCountMax(3);
      session.setDaemonThread(true);
      session.connect(Math.toIntExact(options.connectTimeout().toMillis()));
      return session;
    } catch (JSchException e) {
      throw new Refusals(to, options, keys, keyComplaints).explain(e);
    }
  }
}
