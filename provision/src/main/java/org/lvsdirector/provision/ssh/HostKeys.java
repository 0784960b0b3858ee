package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The known host keys, shared by all connections, and the file they are appended to when the
 * operator accepts new ones.
 */
final class HostKeys {
  private final Path file;
  private final boolean acceptNew;
  private final HostKeyRepository known;
  private final ReentrantLock lock = new ReentrantLock();

  HostKeys(Path file, boolean acceptNew) throws IOException, JSchException {
    this.file = file;
    this.acceptNew = acceptNew;
    JSch jsch = new JSch();
    byte[] text = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    jsch.setKnownHosts(new ByteArrayInputStream(text));
    this.known = jsch.getHostKeyRepository();
  }

  /** The view of one connection; it remembers what it was shown. */
  View view() {
    return new View();
  }

  /** What one connection was shown. */
  final class View implements HostKeyRepository {
    private String shown = "no host key was shown";
    private boolean otherTypeKnown;

    /** The key's type and SHA256 fingerprint, as ssh-keygen -l prints it. */
    String shown() {
      return shown;
    }

    boolean otherTypeKnown() {
      return otherTypeKnown;
    }

    @Override
    public int check(String host, byte[] key) {
      lock.lock();
      try {
        int verdict = known.check(host, key);
        shown = describe(key);
        if (verdict != NOT_INCLUDED) {
          return verdict;
        }
        // A known host that shows a key of a new type is not a new host: it could be somebody in
        // the middle.
        otherTypeKnown =
            known.getHostKey(host, null) != null && known.getHostKey(host, null).length > 0;
        return acceptNew && !otherTypeKnown ? record(host, key) : NOT_INCLUDED;
      } finally {
        lock.unlock();
      }
    }

    private int record(String host, byte[] key) {
      try {
        HostKey entry = new HostKey(host, key);
        String line = host + " " + entry.getType() + " " + entry.getKey() + "\n";
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
          Files.createDirectories(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        known.add(entry, null);
        return OK;
      } catch (IOException | JSchException e) {
        shown += " (could not be recorded in " + file + ": " + e.getMessage() + ")";
        return NOT_INCLUDED;
      }
    }

    @Override
    public void add(HostKey hostkey, UserInfo ui) {
      // Only check() records, under the rules above.
    }

    @Override
    public void remove(String host, String type) {
      // A known key is never taken away here.
    }

    @Override
    public void remove(String host, String type, byte[] key) {
      // A known key is never taken away here.
    }

    @Override
    public String getKnownHostsRepositoryID() {
      return file.toString();
    }

    @Override
    public HostKey[] getHostKey() {
      return known.getHostKey();
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
      return known.getHostKey(host, type);
    }
  }

  private static String describe(byte[] key) {
    try {
      int length =
          ((key[0] & 0xff) << 24)
              | ((key[1] & 0xff) << 16)
              | ((key[2] & 0xff) << 8)
              | (key[3] & 0xff);
      String type = new String(key, 4, Math.min(length, key.length - 4), StandardCharsets.US_ASCII);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return type + " SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
