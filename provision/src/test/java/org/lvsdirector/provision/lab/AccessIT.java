package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways to a server: jump host, agent, password from a descriptor and from a prompt. */
class AccessIT {
  private static final String PASSWORD = "Zaunk0enig";
  private final Segment segment = new Segment();
  private final LabServer server = segment.server(31);

  @AfterEach
  void removeTheSegment() {
    segment.close();
  }

  @Test
  void aServerBehindAJumpHostIsReachedByOptionAndByTheSshConfig() {
    LabServer jump = segment.server(32);
    segment.knowHosts();
    server.in(
        "sh",
        "-c",
        "iptables -A INPUT -p tcp --dport 22 ! -s 192.168.1.32 -j REJECT --reject-with tcp-reset");
    Path inventory = only("key = " + segment.key);
    Segment.Run direct = segment.provision("plan", inventory);
    assertThat(direct.status()).as(direct.out()).isEqualTo(1);
    assertThat(direct.out()).contains("refused");

    // Every step is logged in to with the same key; the jump host's own key is checked as well.
    segment.write("ssh_config", "Host *\n  IdentityFile " + segment.key + "\n  User root\n");
    Segment.Run byOption = segment.provision("apply", inventory, "--jump", "root@192.168.1.32:22");
    assertThat(byOption.out()).contains("1 as wanted");
    assertThat(byOption.status()).isZero();
    assertThat(server.in("ip", "addr", "show", "dev", "lo")).contains(Segment.VIP);
    assertThat(jump.in("ip", "addr", "show", "dev", "lo")).doesNotContain(Segment.VIP);

    segment.write(
        "ssh_config",
        "Host 192.168.1.31\n  ProxyJump root@192.168.1.32\nHost *\n  IdentityFile "
            + segment.key
            + "\n  User root\n");
    Segment.Run byConfig = segment.provision("undo", inventory);
    assertThat(byConfig.out()).contains("UNDONE");

    segment.write("known_hosts", "192.168.1.31 " + server.hostKey() + "\n");
    Segment.Run unknown = segment.provision("plan", inventory);
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.out()).contains("192.168.1.32", "host key is not known");
  }

  @Test
  void aKeyInTheAgentIsEnough() throws IOException {
    segment.knowHosts();
    Path inventory = only();
    assertThat(segment.provision("plan", inventory).out())
        .contains("login as \"root\" was refused");
    String socket = segment.folder.resolve("agent").toString();
    Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket).start();
    try {
      Sh.await("the agent's socket", () -> segment.folder.resolve("agent").toFile().exists());
      Sh.run("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", segment.key.toString());
      List<String> words = new ArrayList<>(List.of("env", "SSH_AUTH_SOCK=" + socket));
      words.addAll(segment.java());
      words.addAll(segment.words("apply", inventory));
      Sh.Result run = Sh.any(words);
      assertThat(run.out()).contains("1 as wanted");
      assertThat(run.status()).isZero();
    } finally {
      agent.destroy();
      agent.onExit().join();
    }
  }

  @Test
  void aPasswordComesFromADescriptorForLoginAndSudoAlike() {
    segment.knowHosts();
    server.operator("lvsop ALL=(ALL) ALL\n");
    Path secret = segment.write("secret", PASSWORD + "\n");
    String line = line("apply") + " --password-fd 7 --sudo-password-fd 8 7<%1$s 8<%1$s";
    Sh.Result run = Sh.any(List.of("sh", "-c", line.formatted(secret)));
    assertThat(run.out()).contains("1 as wanted").doesNotContain(PASSWORD);
    assertThat(run.status()).isZero();
    assertThat(server.read("log")).contains("Accepted").doesNotContain(PASSWORD);
    Sh.Result wrong =
        Sh.any(List.of("sh", "-c", line.formatted(segment.write("wrong", "nonsense\n"))));
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out()).contains("login as \"lvsop\" was refused");
  }

  @Test
  void aPasswordIsAskedForAtATerminalAndNeverShown() throws IOException, InterruptedException {
    segment.knowHosts();
    server.operator("lvsop ALL=(ALL) NOPASSWD: ALL\n");
    String line = line("apply") + " --ask-password";
    assertThat(Sh.any(List.of("sh", "-c", line)).out()).contains("there is no terminal");
    Process typing =
        new ProcessBuilder("script", "-q", "-e", "-c", line, "/dev/null")
            .redirectErrorStream(true)
            .start();
    StringBuilder screen = new StringBuilder();
    InputStream in = typing.getInputStream();
    while (screen.indexOf("Login password: ") < 0) {
      int b = in.read();
      assertThat(b).as(screen.toString()).isNotNegative();
      screen.append((char) b);
    }
    typing.getOutputStream().write((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
    typing.getOutputStream().flush();
    screen.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    assertThat(typing.waitFor()).as(screen.toString()).isZero();
    assertThat(screen.toString()).contains("1 as wanted").doesNotContain(PASSWORD);
  }

  /** Only this server, whatever others there are, without a word on user and key. */
  private Path only(String... settings) {
    return segment.write(
        "only.conf",
        "[defaults]\nuser = root\nvips = "
            + Segment.VIP
            + "\n"
            + String.join("\n", settings)
            + "\n\n[192.168.1.31]\n");
  }

  private String line(String command) {
    List<String> words = new ArrayList<>(segment.java());
    words.addAll(segment.words(command, only()));
    return String.join(" ", words) + " --user lvsop";
  }
}
