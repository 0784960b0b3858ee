package org.lvsdirector.provision.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One real server. */
final class LabServer {
  final String namespace;
  final String address;
  final Path root;
  private final Segment segment;
  private final String address6;
  private @Nullable Process sshd;
  private List<String> hidden = List.of();

  LabServer(Segment segment, String namespace, String address, String address6) {
    this.segment = segment;
    this.namespace = namespace;
    this.address = address;
    this.address6 = address6;
    this.root = segment.folder.resolve(namespace);
    // Only what the programs on a server look at, so that a hundred servers fit.
    Sh.run(
        "sh",
        "-c",
        "mkdir -p '%s' && cd '%s' && mkdir -p etc lib root run/sshd local/sbin run/sudo && "
                .formatted(root, root)
            + "for f in passwd group shadow nsswitch.conf alternatives iproute2 pam.d security login.defs sudoers sudoers.d protocols"
            + " services ld.so.cache ld.so.conf ld.so.conf.d environment hosts; do [ ! -e /etc/$f ] || set -- \"$@\" /etc/$f; done;"
            + " cp -a \"$@\" etc/;"
            + " mkdir -p etc/sysctl.d etc/systemd/network etc/systemd/system etc/network etc/netplan;"
            + " ssh-keygen -q -t ed25519 -N '' -f hostkey");
  }

  /** Makes the namespace with the addresses the server has by itself, as after a boot. */
  void boot() {
    Sh.run("ip", "netns", "add", namespace);
    // Interface names are at most 15 characters; the number is enough inside the director's
    // namespace.
    String port = "p" + namespace.substring(namespace.lastIndexOf('r') + 1);
    Sh.run(
        "ip",
        "link",
        "add",
        "eth0",
        "netns",
        namespace,
        "type",
        "veth",
        "peer",
        "name",
        port,
        "netns",
        segment.director);
    Sh.in(
        segment.director,
        "sh",
        "-c",
        "ip link set " + port + " master br0; ip link set " + port + " up");
    String prefix = address.startsWith("10.") ? "/16" : "/24";
    Sh.in(
        namespace,
        "sh",
        "-c",
        "ip link set lo up; ip addr add %s%s dev eth0; ip addr add %s/64 dev eth0 nodad; ip link set eth0 up"
            .formatted(address, prefix, address6));
  }

  /** From the next start of sshd on, these programs cannot be run on the server. */
  void hide(List<String> programs) {
    hidden = List.copyOf(programs);
  }

  private String hiding() {
    return String.join(
        "",
        hidden.stream().map(p -> "mount --bind /dev/null $(command -v " + p + ") && ").toList());
  }

  /** Starts sshd in the server's own mounts. */
  void startSshd() {
    write(
        "sshd_config",
        """
        Port 22
        ListenAddress 0.0.0.0
        ListenAddress ::
        HostKey %s/hostkey
        AuthorizedKeysFile %s/authorized
        StrictModes no
        PidFile none
        UsePAM no
        MaxStartups 100
        """
            .formatted(root, root));
    Sh.run("cp", segment.key + ".pub", root.resolve("authorized").toString());
    String script =
        "%s && %s exec /usr/sbin/sshd -D -e -f %s/sshd_config".formatted(mounts(), hiding(), root);
    sshd = start("unshare", "-m", "--propagation", "private", "sh", "-c", script);
    Sh.await("sshd of " + address, () -> read("log").contains("Server listening on 0.0.0.0"));
  }

  /** The listener; everything before it in the command replaces itself by the next. */
  long sshdPid() {
    return Objects.requireNonNull(sshd, "sshd is not running").pid();
  }

  private Process start(String... words) {
    try {
      List<String> all =
          Stream.concat(Stream.of("ip", "netns", "exec", namespace), Stream.of(words)).toList();
      return new ProcessBuilder(all)
          .redirectErrorStream(true)
          .redirectOutput(root.resolve("log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends sshd and every session of it. */
  void stopSshd() {
    Process running = sshd;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
      running.onExit().join();
      sshd = null;
    }
  }

  /** Cuts the open sessions and leaves sshd listening. */
  void cutSessions() {
    Process running = sshd;
    if (running != null) {
      running.children().forEach(ProcessHandle::destroyForcibly);
    }
  }

  void stop() {
    stopSshd();
    // The kernel clears a namespace away in its own time; the cable must be gone at once.
    in("ip", "link", "del", "eth0");
    Sh.run("ip", "netns", "del", namespace);
  }

  /** The same machine after a reboot: a fresh kernel state, the same files, no sshd yet. */
  void reboot() {
    stop();
    boot();
  }

  String in(String... words) {
    return Sh.in(namespace, words);
  }

  /** In the server's namespace and with its own files. */
  String inside(String script) {
    return in("unshare", "-m", "--propagation", "private", "sh", "-c", mounts() + " && " + script);
  }

  /**
   * The server's own files over this machine's. The home of root is one of them: what this
   * machine's root does at each login is no part of the test.
   */
  private String mounts() {
    return ("mount --bind %1$s/etc /etc && mount --rbind %1$s/lib /var/lib && mount --bind %1$s/local /usr/local"
            + " && mount --bind %1$s/run /run && mount --bind %1$s/root /root")
        .formatted(root);
  }

  /** Boots the way systemd would: sysctl.d first, then the unit's lines in their order. */
  void runUnit() {
    inside("for f in /etc/sysctl.d/*.conf; do [ ! -f $f ] || sysctl -q -p $f; done");
    String unit = "lvs-director-realserver.service";
    if (!exists("etc/systemd/system/multi-user.target.wants/" + unit)) {
      throw new AssertionError(unit + " would not start at a boot");
    }
    read("etc/systemd/system/" + unit)
        .lines()
        .filter(l -> l.startsWith("ExecStart="))
        .map(l -> l.substring("ExecStart=".length()))
        .forEach(l -> inside(l.startsWith("-") ? "{ " + l.substring(1) + " || true; }" : l));
  }

  /** A user who is not root: lvsop, with the password Zaunk0enig and the given line of sudoers. */
  void operator(String sudoers) {
    String hash = Sh.run("openssl", "passwd", "-6", "Zaunk0enig").strip();
    write("etc/passwd", read("etc/passwd") + "lvsop:x:4711:4711::/tmp:/bin/sh\n");
    write("etc/group", read("etc/group") + "lvsop:x:4711:\n");
    write("etc/shadow", read("etc/shadow") + "lvsop:" + hash + ":19000:0:99999:7:::\n");
    write("etc/sudoers", "Defaults !fqdn\nroot ALL=(ALL:ALL) ALL\n" + sudoers);
    Sh.run("chmod", "440", root.resolve("etc/sudoers").toString());
    Sh.run("chmod", "755", segment.folder.toString(), root.toString());
  }

  String hostKey() {
    String[] words = read("hostkey.pub").split(" ");
    return words[0] + " " + words[1];
  }

  String mac() {
    return in("cat", "/sys/class/net/eth0/address").strip();
  }

  void write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      Path file = root.resolve(path);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** All that provisioning may touch, as text: two equal texts are two equal states. */
  String state() {
    return in(
            "sh",
            "-c",
            "ip -o addr show | sed 's/^[0-9]*: //; s/ *valid_lft.*//' | grep -v fe80: | sort;"
                + " ip route show default; for f in arp_ignore arp_announce rp_filter; do grep -H . /proc/sys/net/ipv4/conf/*/$f; done;"
                + " arptables-save | grep ^-A; iptables-save -t nat | grep ^-A; ip6tables-save -t nat | grep ^-A;"
                + " nft list tables | grep lvs; true")
        + Sh.run(
            "sh",
            "-c",
            "cd '%s' && find etc/sysctl.d etc/systemd etc/network etc/netplan lib -type f -o -type l | sort"
                .formatted(root));
  }
}
