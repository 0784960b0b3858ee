package org.lvsdirector.provision.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.provision.ssh.Secrets;

/**
 * Passwords from the terminal or from file descriptors. They are read before the first connection,
 * so no server waits at a prompt.
 */
final class CliSecrets implements Secrets {
  private static final int MOST = 4096;
  private final Optional<String> login;
  private final Optional<String> sudo;
  private final Map<String, Optional<String>> passphrases = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  CliSecrets(SshCliOptions options) throws IOException {
    this.login = read(options.askPassword, options.passwordFd, "Login password: ");
    this.sudo = read(options.askSudoPassword, options.sudoPasswordFd, "sudo password: ");
  }

  private static Optional<String> read(boolean ask, @Nullable Integer fd, String prompt)
      throws IOException {
    if (fd != null) {
      return Optional.of(fromDescriptor(fd));
    }
    if (!ask) {
      return Optional.empty();
    }
    return Optional.of(
        ask(prompt)
            .orElseThrow(
                () ->
                    new IOException(
                        "there is no terminal to ask for a password; use a file descriptor")));
  }

  /** The first line; reading stops at its end, so one descriptor may carry more. */
  private static String fromDescriptor(int fd) throws IOException {
    try (InputStream in = new FileInputStream("/dev/fd/" + fd)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MOST; b = in.read()) {
        line.write(b);
      }
      return line.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException(
          "cannot read a password from file descriptor " + fd + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> ask(String prompt) {
    return Terminal.console().map(c -> c.readPassword("%s", prompt)).map(String::new);
  }

  @Override
  public Optional<String> loginPassword() {
    return login;
  }

  @Override
  public Optional<String> sudoPassword() {
    return sudo;
  }

  @Override
  public Optional<String> passphrase(String keyFile) {
    lock.lock();
    try {
      return passphrases.computeIfAbsent(keyFile, f -> ask("Passphrase for " + f + ": "));
    } finally {
      lock.unlock();
    }
  }
}
