package org.lvsdirector.parser.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.Octets;

/**
 * The host the program runs on, as it is now: interfaces of the network namespace of the process,
 * accounts of /etc/passwd and /etc/group, names of iproute2, files. Interfaces are read once, so
 * make a new one for each reading of a configuration.
 */
public final class SystemEnvironment implements Environment {
  private static final Set<String> UNWATCHABLE =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "fuse",
          "proc",
          "sysfs",
          "cgroup",
          "cgroup2",
          "debugfs",
          "tracefs",
          "securityfs",
          "pstore",
          "bpf");
  private static final int SECRET_LIMIT = 4096;

  private final Set<String> interfaces = readInterfaces();
  private final ScriptExaminer scripts = new ScriptExaminer(System.getenv());

  @Override
  public String hostName() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }
  }

  private static Set<String> readInterfaces() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/net/dev"))) {
      var names = new HashSet<String>();
      lines
          .filter(l -> l.indexOf(':') > 0)
          .map(l -> l.substring(0, l.indexOf(':')).strip())
          .forEach(names::add);
      return names;
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }

  @Override
  public boolean interfaceExists(String name) {
    return interfaces.contains(name);
  }

  @Override
  public boolean interfaceIs(String name, LinkKind kind) {
    return true; // files say nothing of modes
  }

  @Override
  public boolean namespaceExists(String name) {
    try {
      return Files.exists(Path.of("/run/netns", name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public List<LocalAddress> localAddresses() {
    var found = new ArrayList<LocalAddress>();
    try {
      for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
        for (InterfaceAddress a : device.getInterfaceAddresses()) {
          InetAddress plain = InetAddress.getByAddress(a.getAddress().getAddress());
          found.add(
              new LocalAddress(device.getName(), new IpPrefix(plain, a.getNetworkPrefixLength())));
        }
      }
    } catch (SocketException | UnknownHostException | IllegalArgumentException e) {
      return List.of();
    }
    return found;
  }

  @Override
  public Optional<Account> user(String name) {
    return fields("/etc/passwd", name, 4)
        .map(f -> new Account(Integer.parseInt(f[2]), Integer.parseInt(f[3])));
  }

  @Override
  public OptionalInt group(String name) {
    Optional<String[]> fields = fields("/etc/group", name, 3);
    return fields.isPresent()
        ? OptionalInt.of(Integer.parseInt(fields.get()[2]))
        : OptionalInt.empty();
  }

  private static Optional<String[]> fields(String file, String name, int least) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .map(l -> l.split(":", -1))
          .filter(f -> f.length >= least && f[0].equals(name))
          .filter(f -> Arrays.stream(f, 2, least).allMatch(n -> n.matches("[0-9]{1,9}")))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Account self() {
    try {
      Path proc = Path.of("/proc/self");
      return new Account(
          (Integer) Files.getAttribute(proc, "unix:uid"),
          (Integer) Files.getAttribute(proc, "unix:gid"));
    } catch (IOException e) {
      return new Account(0, 0);
    }
  }

  @Override
  public Optional<InetAddress> resolve(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public ScriptFacts script(String command, Account account) {
    return scripts.examine(command, account);
  }

  @Override
  public OptionalLong routingName(RoutingTable table, String name, List<String> directories) {
    return IprouteNames.find(table, name, directories);
  }

  @Override
  public int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public Optional<SecretFile> secretFile(String path) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > SECRET_LIMIT) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length;
      while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
        end--;
      }
      Set<PosixFilePermission> permissions =
          Files.readAttributes(file, PosixFileAttributes.class).permissions();
      boolean exposed =
          permissions.contains(PosixFilePermission.GROUP_READ)
              || permissions.contains(PosixFilePermission.OTHERS_READ);
      return Optional.of(new SecretFile(Octets.of(Arrays.copyOf(bytes, end)), exposed));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean watchable(String directory) {
    try {
      Path path = Path.of(directory);
      if (!Files.isDirectory(path)) {
        return false;
      }
      FileStore store = Files.getFileStore(path);
      String type = store.type();
      return !store.isReadOnly() && !UNWATCHABLE.contains(type) && !type.startsWith("fuse.");
    } catch (IOException | IllegalArgumentException e) {
      return true;
    }
  }
}
