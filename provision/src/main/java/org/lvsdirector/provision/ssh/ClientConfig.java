package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.ConfigRepository;
import com.jcraft.jsch.OpenSSHConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ~/.ssh/config adds to a target: HostName, User, Port, IdentityFile, ProxyJump, HostKeyAlias.
 * Read by us and not handed to JSch, so that a StrictHostKeyChecking there can never loosen ours.
 */
final class ClientConfig {
  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
  private final Path home;
  private final ConfigRepository repository;

  ClientConfig(SshOptions options) throws IOException {
    this.home = options.home();
    this.repository =
        Files.isReadable(options.config())
            ? OpenSSHConfig.parseFile(options.config().toString())
            : ConfigRepository.nullConfig;
  }

  /** A target with everything settled. */
  record Resolved(
      String host,
      String user,
      int port,
      List<String> keys,
      Optional<String> jump,
      Optional<String> hostKeyAlias) {}

  Resolved resolve(SshTarget target) {
    ConfigRepository.Config config = repository.getConfig(target.host());
    String host = text(config.getHostname()).orElse(target.host()).replace("%h", target.host());
    String user =
        target
            .user()
            .or(() -> text(config.getUser()))
            .orElse(System.getProperty("user.name", "root"));
    int configPort = config.getPort();
    int port = target.port().orElse(configPort > 0 ? configPort : 22);
    Optional<String> jump =
        target
            .jump()
            .or(() -> text(config.getValue("ProxyJump")))
            .filter(j -> !j.equalsIgnoreCase("none"));
    return new Resolved(
        host, user, port, keys(target, config), jump, text(config.getValue("HostKeyAlias")));
  }

  private List<String> keys(SshTarget target, ConfigRepository.Config config) {
    if (target.key().isPresent()) {
      return List.of(expand(target.key().get()));
    }
    List<String> out = new ArrayList<>();
    String[] configured = config.getValues("IdentityFile");
    if (configured != null) {
      for (String key : configured) {
        if (key != null && Files.isReadable(Path.of(expand(key)))) {
          out.add(expand(key));
        }
      }
    }
    if (out.isEmpty()) {
      for (String name : DEFAULT_KEYS) {
        Path key = home.resolve(".ssh").resolve(name);
        if (Files.isReadable(key)) {
          out.add(key.toString());
        }
      }
    }
    return out;
  }

  private String expand(String path) {
    String clean = path.replace("\"", "").replace("%d", home.toString());
    return clean.startsWith("~/") ? home.resolve(clean.substring(2)).toString() : clean;
  }

  private static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
  }
}
