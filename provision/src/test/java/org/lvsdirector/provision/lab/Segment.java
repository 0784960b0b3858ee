package org.lvsdirector.provision.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;

/**
 * One Ethernet segment 192.168.1.0/24 with a director at .21 and real servers; removed whole at the
 * end.
 */
final class Segment implements AutoCloseable {
  static final String VIP = "192.168.1.100";
  static final String VIP6 = "2001:db8::100";
  private static final AtomicInteger COUNT = new AtomicInteger();

  final String director;
  final Path folder;
  final Path key;
  final Path knownHosts;
  private final String base;
  private final List<LabServer> servers = new ArrayList<>();

  Segment() {
    try {
      base = "pro" + ProcessHandle.current().pid() + "x" + COUNT.incrementAndGet();
      director = base + "d";
      folder = Files.createTempDirectory("lvs-provision");
      key = folder.resolve("key");
      knownHosts = folder.resolve("known_hosts");
      Sh.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Sh.run("ip", "netns", "add", director);
    Sh.in(
        director,
        "sh",
        "-c",
        "ip link set lo up; ip link add br0 type bridge; ip link set br0 up promisc on;"
            + " ip addr add 192.168.1.21/24 dev br0; ip addr add 2001:db8::21/64 dev br0 nodad;"
            + " ip addr add 10.0.200.21/16 dev br0");
  }

  /** A server at 192.168.1.{@code host} with its sshd running. */
  LabServer server(int host) {
    LabServer server =
        new LabServer(this, base + "r" + host, "192.168.1." + host, "2001:db8::" + host);
    servers.add(server);
    server.boot();
    server.startSshd();
    return server;
  }

  /** A server at any IPv4 address of 10.0.0.0/16, for many at once. */
  LabServer small(int number) {
    LabServer server =
        new LabServer(
            this,
            base + "r" + number,
            "10.0." + number / 250 + "." + (1 + number % 250),
            "2001:db8::1:" + number);
    servers.add(server);
    server.boot();
    server.startSshd();
    return server;
  }

  /** Writes the inventory with the same settings for all servers. */
  Path inventory(String... settings) {
    StringBuilder text = new StringBuilder("[defaults]\nuser = root\nkey = " + key + "\n");
    boolean vips = Arrays.stream(settings).anyMatch(s -> s.startsWith("vips"));
    Arrays.stream(settings).forEach(s -> text.append(s).append('\n'));
    if (!vips) {
      text.append("vips = ").append(VIP).append(", ").append(VIP6).append('\n');
    }
    servers.forEach(s -> text.append("\n[").append(s.address).append("]\n"));
    return write("provision.conf", text.toString());
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the servers' host keys known, as an administrator would who read them off the servers.
   */
  void knowHosts() {
    StringBuilder text = new StringBuilder();
    servers.forEach(s -> text.append(s.address).append(' ').append(s.hostKey()).append('\n'));
    write("known_hosts", text.toString());
  }

  /** Runs a provision command in the director's namespace. */
  Run provision(String command, Path inventory, String... options) {
    List<String> words = new ArrayList<>(words(command, inventory));
    words.addAll(List.of(options));
    return main(words);
  }

  /** The arguments of a provision command that never looks at the caller's own SSH files. */
  List<String> words(String command, Path inventory) {
    return List.of(
        "provision",
        command,
        "--inventory",
        inventory.toString(),
        "--known-hosts",
        knownHosts.toString(),
        "--ssh-config",
        folder.resolve("ssh_config").toString());
  }

  /**
   * What a server's sshd says on a virtual address when frames come to the server's own MAC, as the
   * director sends them.
   */
  String answers(String vip, LabServer server) throws LinuxException {
    Sh.in(director, "ip", "neigh", "replace", vip, "lladdr", server.mac(), "dev", "br0");
    Sh.in(director, "ip", "route", "replace", vip, "dev", "br0");
    return greeting(vip);
  }

  /** What is said on port 22 of an address, asked from the director. */
  String greeting(String address) throws LinuxException {
    return NetworkNamespace.call(
        director,
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, 22), 10_000);
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
          } catch (IOException e) {
            return "no answer: " + e.getMessage();
          }
        });
  }

  /** What a command ended with. */
  record Run(int status, String out) {}

  Run main(List<String> arguments) {
    List<String> words = new ArrayList<>(java());
    words.addAll(arguments);
    Sh.Result result = Sh.any(words);
    return new Run(result.status(), result.out());
  }

  List<String> java() {
    String classPath =
        Optional.ofNullable(System.getProperty("surefire.test.class.path"))
            .orElse(System.getProperty("java.class.path"));
    return List.of(
        "ip",
        "netns",
        "exec",
        director,
        System.getProperty("java.home") + "/bin/java",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "-Duser.home=" + folder,
        "-cp",
        classPath,
        "org.lvsdirector.provision.ProvisionMain");
  }

  @Override
  public void close() {
    servers.forEach(LabServer::stop);
    Sh.run("ip", "netns", "del", director);
    Sh.run("rm", "-rf", folder.toString());
  }
}
