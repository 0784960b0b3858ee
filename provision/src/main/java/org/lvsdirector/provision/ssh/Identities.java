package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Vector;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Private keys: those of the agent and those of files. Files are opened once, so a passphrase is
 * asked for once.
 */
final class Identities {
  private final Secrets secrets;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, List<Identity>> files = new HashMap<>();

  Identities(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The identities for one connection; keys of files come first, then the agent's. */
  IdentityRepository of(List<String> keyFiles, List<String> complaints) {
    List<Identity> all = new ArrayList<>();
    for (String file : keyFiles) {
      lock.lock();
      try {
        all.addAll(load(file));
      } catch (JSchException e) {
        complaints.add("key " + file + ": " + e.getMessage());
      } finally {
        lock.unlock();
      }
    }
    agent().ifPresent(a -> all.addAll(a.getIdentities()));
    return new Fixed(all);
  }

  private List<Identity> load(String file) throws JSchException {
    List<Identity> present = files.get(file);
    if (present != null) {
      return present;
    }
    JSch jsch = new JSch();
    KeyPair pair = KeyPair.load(jsch, file);
    Optional<String> passphrase = pair.isEncrypted() ? secrets.passphrase(file) : Optional.empty();
    if (pair.isEncrypted()
        && (passphrase.isEmpty()
            || !pair.decrypt(passphrase.get().getBytes(StandardCharsets.UTF_8)))) {
      pair.dispose();
      files.put(file, List.of());
      throw new JSchException(
          passphrase.isEmpty()
              ? "is encrypted and no passphrase was given; use an agent"
              : "the passphrase does not open it");
    }
    pair.dispose();
    if (passphrase.isPresent()) {
      jsch.addIdentity(file, passphrase.get().getBytes(StandardCharsets.UTF_8));
    } else {
      jsch.addIdentity(file);
    }
    List<Identity> loaded = new ArrayList<>(jsch.getIdentityRepository().getIdentities());
    files.put(file, loaded);
    return loaded;
  }

  private static Optional<IdentityRepository> agent() {
    String socket = System.getenv("SSH_AUTH_SOCK");
    if (socket == null || socket.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new AgentIdentityRepository(new SSHAgentConnector()));
    } catch (AgentProxyException e) {
      return Optional.empty();
    }
  }

  /** A list that nobody changes: a key is never added to the operator's agent. */
  private record Fixed(List<Identity> identities) implements IdentityRepository {
    @Override
    public String getName() {
      return "lvs-director";
    }

    @Override
    public int getStatus() {
      return IdentityRepository.RUNNING;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // JSch's interface asks for a Vector.
    public Vector<Identity> getIdentities() {
      return new Vector<>(identities);
    }

    @Override
    public boolean add(byte[] identity) {
      return false;
    }

    @Override
    public boolean remove(byte[] blob) {
      return false;
    }

    @Override
    public void removeAll() {
      // Fixed.
    }
  }
}
