package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What can go wrong between an operator and a server: one clear line, exit status 1, nothing
 * half-done that running again does not finish.
 */
class FailureIT {
  private final Segment segment = new Segment();
  private final LabServer server = segment.server(31);

  @AfterEach
  void removeTheSegment() {
    segment.close();
  }

  @Test
  void anUnknownHostKeyIsShownAndRefusedUnlessAccepted() {
    Path inventory = segment.inventory();
    String fingerprint =
        Sh.run("ssh-keygen", "-lf", server.root.resolve("hostkey.pub").toString()).split(" ")[1];
    assertThat(fails("apply", inventory))
        .contains("host key is not known", fingerprint, "--accept-new");
    assertThat(server.in("ip", "addr", "show", "dev", "lo")).doesNotContain(Segment.VIP);
    assertThat(segment.provision("apply", inventory, "--accept-new").status()).isZero();
    assertThat(segment.provision("plan", inventory).status()).isZero();
  }

  @Test
  void aChangedHostKeyIsRefusedAlways() {
    segment.knowHosts();
    server.stopSshd();
    Sh.run(
        "sh",
        "-c",
        "cd '%s' && rm hostkey* && ssh-keygen -q -t ed25519 -N '' -f hostkey"
            .formatted(server.root));
    server.startSshd();
    Path inventory = segment.inventory();
    assertThat(fails("apply", inventory, "--accept-new")).contains("HOST KEY HAS CHANGED");
  }

  @Test
  void aKeyOfAnotherTypeFromAKnownHostIsNoNewHost() {
    segment.knowHosts();
    server.stopSshd();
    Sh.run(
        "sh",
        "-c",
        "cd '%s' && rm hostkey* && ssh-keygen -q -t ecdsa -N '' -f hostkey".formatted(server.root));
    server.startSshd();
    assertThat(fails("apply", segment.inventory(), "--accept-new"))
        .contains("HOST KEY HAS CHANGED");
  }

  @Test
  void aClosedPortIsSaidAndOtherServersAreDoneAllTheSame() {
    LabServer other = segment.server(32);
    segment.knowHosts();
    server.stopSshd();
    Segment.Run run = segment.provision("apply", segment.inventory());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("connection refused", "1 as wanted", "1 failed");
    assertThat(other.in("ip", "addr", "show", "dev", "lo")).contains(Segment.VIP);
  }

  @Test
  void aServerThatIsDownIsSaidWithinTheTimeAllowed() {
    segment.knowHosts();
    server.in("ip", "link", "set", "eth0", "down");
    String out = fails("plan", segment.inventory(), "--connect-timeout", "1");
    assertThat(out).containsAnyOf("no answer within 1 s", "no route to the server");
  }

  @Test
  void aWrongKeyIsSaidWithWhatWasTried() {
    segment.knowHosts();
    server.write("authorized", "");
    assertThat(fails("plan", segment.inventory()))
        .contains("login as \"root\" was refused", segment.key.toString());
  }

  @Test
  void anEncryptedKeyWithoutPassphraseIsSaid() {
    segment.knowHosts();
    Sh.run("ssh-keygen", "-q", "-p", "-N", "secret", "-f", segment.key.toString());
    assertThat(fails("plan", segment.inventory()))
        .contains("is encrypted and no passphrase was given");
  }

  @Test
  void aUserWithoutSudoIsSaid() {
    operator("");
    assertThat(fails("apply", segment.inventory(), "--user", "lvsop"))
        .containsAnyOf("may not use sudo", "sudo asks for a password");
    assertThat(server.in("ip", "addr", "show", "dev", "lo")).doesNotContain(Segment.VIP);
  }

  @Test
  void sudoWithoutAPasswordWorks() {
    operator("lvsop ALL=(ALL) NOPASSWD: ALL\n");
    assertThat(segment.provision("apply", segment.inventory(), "--user", "lvsop").out())
        .contains("1 as wanted");
    assertThat(segment.provision("undo", segment.inventory(), "--user", "lvsop").status()).isZero();
  }

  @Test
  void sudoWithAPasswordTakesItFromADescriptorAndShowsItNowhere() {
    operator("lvsop ALL=(ALL) ALL\n");
    Path inventory = segment.inventory();
    assertThat(fails("plan", inventory, "--user", "lvsop"))
        .contains("sudo asks for a password", "--ask-sudo-password");
    Path secret = segment.write("secret", "Zaunk0enig\n");
    String line =
        String.join(" ", segment.java())
            + " provision apply --inventory "
            + inventory
            + " --known-hosts "
            + segment.knownHosts
            + " --user lvsop --sudo-password-fd 7 7< "
            + secret;
    Sh.Result run = Sh.any(List.of("sh", "-c", line));
    assertThat(run.out()).contains("1 as wanted").doesNotContain("Zaunk0enig");
    assertThat(run.status()).isZero();
    assertThat(server.read("log")).doesNotContain("Zaunk0enig");
    Path wrong = segment.write("wrong", "nonsense\n");
    Sh.Result refused =
        Sh.any(List.of("sh", "-c", line.replace(secret.toString(), wrong.toString())));
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).contains("sudo does not take the password");
  }

  @Test
  void aPasswordThatSudoDidNotNeedIsNotRunAsACommand() {
    operator("lvsop ALL=(ALL) NOPASSWD: ALL\n");
    Path secret = segment.write("secret", "touch " + server.root + "/lib/ran\n");
    String line =
        String.join(" ", segment.java())
            + " provision plan --inventory "
            + segment.inventory()
            + " --known-hosts "
            + segment.knownHosts
            + " --user lvsop --sudo-password-fd 7 7< "
            + secret;
    assertThat(Sh.any(List.of("sh", "-c", line)).status()).isEqualTo(2);
    assertThat(server.exists("lib/ran")).isFalse();
  }

  @Test
  void aFullDiskNamesTheStepAndRunningAgainFinishes() {
    segment.knowHosts();
    server.write("run/systemd/system/here", "");
    Sh.run("mkdir", "-p", server.root.resolve("lib/lvs-director").toString());
    server.stopSshd();
    Sh.run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=8k",
        "full",
        server.root.resolve("lib/lvs-director").toString());
    try {
      server.write("lib/lvs-director/ballast", "x".repeat(4096));
      server.startSshd();
      Path inventory = segment.inventory();
      String out = fails("apply", inventory);
      assertThat(out)
          .contains("failed: undo record", "0 KiB are free there", "running again finishes");
      Sh.run("rm", server.root.resolve("lib/lvs-director/ballast").toString());
      server.stopSshd();
      Sh.run("mount", "-o", "remount,size=1m", server.root.resolve("lib/lvs-director").toString());
      server.startSshd();
      assertThat(segment.provision("apply", inventory).status()).isZero();
      assertThat(segment.provision("undo", inventory).status()).isZero();
      assertThat(server.in("sysctl", "-n", "net.ipv4.conf.all.arp_ignore").strip()).isEqualTo("0");
    } finally {
      server.stopSshd();
      Sh.run("umount", server.root.resolve("lib/lvs-director").toString());
    }
  }

  @Test
  void aConnectionCutInTheMiddleIsSaidAndTheServerFinishesByItself()
      throws IOException, InterruptedException {
    segment.knowHosts();
    // The server's own ip waits before it adds an address, until the test lets it go.
    server.write(
        "local/sbin/ip",
        """
        #!/bin/sh
        if [ "$1 $2" = "addr replace" ]; then
          : > %1$s/started
          cat %1$s/never > /dev/null
        fi
        exec /usr/sbin/ip "$@"
        """
            .formatted(server.root));
    Sh.run("mkfifo", server.root.resolve("never").toString());
    Sh.run("chmod", "755", server.root.resolve("local/sbin/ip").toString());
    List<String> words = new ArrayList<>(segment.java());
    words.addAll(
        List.of(
            "provision",
            "apply",
            "--inventory",
            segment.inventory("vips = " + Segment.VIP).toString(),
            "--known-hosts",
            segment.knownHosts.toString()));
    Process apply = new ProcessBuilder(words).redirectErrorStream(true).start();
    Sh.await("the script to reach the address", () -> server.exists("started"));
    server.cutSessions();
    String out = new String(apply.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(apply.waitFor()).isEqualTo(1);
    assertThat(out).contains("connection was lost", "in the middle of", "finishes them by itself");
    Sh.run("sh", "-c", ": > " + server.root + "/never");
    Sh.await(
        "the server to finish",
        () -> server.in("ip", "-o", "addr", "show", "dev", "lo").contains(Segment.VIP + "/32"));
    Sh.run("rm", server.root.resolve("local/sbin/ip").toString());
    assertThat(segment.provision("apply", segment.inventory("vips = " + Segment.VIP)).out())
        .contains("1 as wanted");
    assertThat(segment.provision("undo", segment.inventory("vips = " + Segment.VIP)).status())
        .isZero();
    assertThat(server.in("ip", "-o", "addr", "show", "dev", "lo")).doesNotContain(Segment.VIP);
  }

  @Test
  void aFileThatSomebodyChangedIsLeftUntilForcedAndACopyIsKept() {
    segment.knowHosts();
    Path inventory = segment.inventory();
    assertThat(segment.provision("apply", inventory).status()).isZero();
    String path = "etc/sysctl.d/99-zz-lvs-director.conf";
    server.write(path, server.read(path) + "net.ipv4.ip_forward = 1\n");
    Segment.Run plan = segment.provision("apply", inventory);
    assertThat(plan.status()).isEqualTo(2);
    assertThat(plan.out()).contains("ours, changed by somebody else", "--force");
    assertThat(server.read(path)).contains("ip_forward");
    assertThat(segment.provision("undo", inventory).status()).isEqualTo(2);
    assertThat(segment.provision("apply", inventory, "--force").status()).isZero();
    assertThat(server.read(path)).doesNotContain("ip_forward");
    assertThat(Sh.run("sh", "-c", "cat '" + server.root + "'/lib/lvs-director/kept/*"))
        .contains("ip_forward");
  }

  @Test
  void aForeignFileInOurPlaceComesBackAtUndo() {
    segment.knowHosts();
    String path = "etc/sysctl.d/99-zz-lvs-director.conf";
    server.write(path, "# somebody's own\nnet.ipv4.ip_forward = 1\n");
    Path inventory = segment.inventory();
    assertThat(segment.provision("apply", inventory).out()).contains("written by somebody else");
    assertThat(segment.provision("apply", inventory, "--force").status()).isZero();
    assertThat(segment.provision("undo", inventory).status()).isZero();
    assertThat(server.read(path)).isEqualTo("# somebody's own\nnet.ipv4.ip_forward = 1\n");
  }

  @Test
  void aMissingInventoryAndAWrongHostNameAreUsageErrors() {
    assertThat(fails("plan", segment.folder.resolve("nowhere.conf")))
        .contains("nowhere.conf: no such file");
    assertThat(fails("plan", segment.inventory(), "--hosts", "rs9"))
        .contains("--hosts rs9: no such real server");
    assertThat(fails("plan", segment.inventory(), "--method", "magic"))
        .contains("--method magic (expected one of");
  }

  private String fails(String command, Path inventory, String... options) {
    Segment.Run run = segment.provision(command, inventory, options);
    assertThat(run.status()).as(run.out()).isEqualTo(1);
    return run.out();
  }

  private void operator(String sudoers) {
    segment.knowHosts();
    server.operator(sudoers);
  }
}
