package org.lvsdirector.provision.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.provision.ssh.SshOptions;
import org.lvsdirector.provision.ssh.SshTarget;
import picocli.CommandLine.Option;

/**
 * The options that say how to log in; what is not said comes from the inventory, then from
 * ~/.ssh/config.
 */
final class SshCliOptions {
  @Option(names = "--user", paramLabel = "NAME", description = "login name for all servers")
  @Nullable String user;

  @Option(names = "--port", paramLabel = "N", description = "SSH port for all servers")
  @Nullable Integer port;

  @Option(names = "--key", paramLabel = "FILE", description = "private key for all servers")
  @Nullable String key;

  @Option(
      names = "--jump",
      paramLabel = "HOST",
      description = "jump host, [user@]host[:port], several with commas")
  @Nullable String jump;

  @Option(
      names = "--accept-new",
      description =
          "record the host key of a server that known_hosts does not name; never a changed one")
  boolean acceptNew;

  @Option(names = "--known-hosts", paramLabel = "FILE", description = "default ~/.ssh/known_hosts")
  @Nullable Path knownHosts;

  @Option(names = "--ssh-config", paramLabel = "FILE", description = "default ~/.ssh/config")
  @Nullable Path sshConfig;

  @Option(names = "--ask-password", description = "ask for the login password")
  boolean askPassword;

  @Option(
      names = "--password-fd",
      paramLabel = "FD",
      description = "read the login password from this file descriptor")
  @Nullable Integer passwordFd;

  @Option(names = "--ask-sudo-password", description = "ask for the sudo password")
  boolean askSudoPassword;

  @Option(
      names = "--sudo-password-fd",
      paramLabel = "FD",
      description = "read the sudo password from this file descriptor")
  @Nullable Integer sudoPasswordFd;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "for connecting and logging in (default ${DEFAULT-VALUE})")
  int connectTimeout = 10;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "for one script on a server (default ${DEFAULT-VALUE})")
  int timeout = 60;

  SshTarget target() {
    return new SshTarget(
        "",
        Optional.ofNullable(user),
        port == null ? OptionalInt.empty() : OptionalInt.of(port),
        Optional.ofNullable(key),
        Optional.ofNullable(jump));
  }

  SshOptions options() {
    Path home = Path.of(System.getProperty("user.home", "/root"));
    return new SshOptions(
        home,
        sshConfig == null ? home.resolve(".ssh/config") : sshConfig,
        knownHosts == null ? home.resolve(".ssh/known_hosts") : knownHosts,
        acceptNew,
        Duration.ofSeconds(Math.max(1, connectTimeout)),
        Duration.ofSeconds(Math.max(1, timeout)));
  }
}
