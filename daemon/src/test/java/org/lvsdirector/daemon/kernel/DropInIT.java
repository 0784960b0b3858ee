package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Debian's keepalived and ours take each other's place on a director: the same words after the
 * program's name, the same pid files, signals, exit statuses, dumps. VRRP alone, so that it runs on
 * any kernel.
 */
class DropInIT {
  private static final String DEBIAN = "keepalived";
  private static final String SECRET = "tOpS3crt";

  @AutoClose private static LabTopology lab;
  private static String ours;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
    ours = Program.distribution().resolveSibling("keepalived").toString();
  }

  @Test
  void oneTakesTheOthersPlaceAndBack() throws IOException {
    Path file = file(150);
    Path other = file(100);
    Running peer = lab.director2().start(DEBIAN, "-P", "-n", "-l", "-f", other.toString());
    Director director = new Director(file);

    director.start(DEBIAN);
    director.awaitVip();
    Set<String> theirs = director.dataNames();
    JsonObject theirJson = director.json();
    director.stop();
    Await.until(
        "the peer takes over", Await.LONG, () -> lab.director2().holds(LabTopology.VIP), peer::log);

    director.start(ours);
    director.awaitVip();
    Await.until(
        "the peer gives way", Await.LONG, () -> !lab.director2().holds(LabTopology.VIP), peer::log);
    assertThat(director.startAgain(ours)).as("a second one ends with 0").isZero();
    Set<String> missing = director.dataNames();
    assertThat(missing).containsAll(theirs);
    assertThat(director.json().keySet()).containsExactlyElementsOf(theirJson.keySet());
    String stats = director.dump("STATS", "keepalived.stats");
    assertThat(stats).contains("VRRP Instance: VI_1\n", "    Sent: ", "  Became master: 1\n");
    director.signal(ours, "RELOAD");
    director.stop();

    director.start(DEBIAN);
    director.awaitVip();
    director.stop();
    assertThat(peer.terminate()).isZero();
  }

  @Test
  void signalsHaveTheSameNumbersAndFilesTheSameVerdict() throws IOException {
    Host host = lab.director1();
    for (String name : List.of("RELOAD", "STOP", "DATA", "STATS", "STATS_CLEAR", "JSON", "NONE")) {
      Ran theirs = host.run(DEBIAN, "--signum=" + name);
      Ran own = host.run(ours, "--signum=" + name);
      assertThat(own.status()).as(name).isEqualTo(theirs.status());
      assertThat(own.out()).as(name).isEqualTo(theirs.out());
    }
    Path good = file(150);
    Path bad = lab.newFile("bad", ".conf");
    Files.writeString(
        bad, Files.readString(good).replace("virtual_router_id 51", "virtual_router_id 300"));
    for (Path file : List.of(good, bad, Path.of("/nowhere.conf"))) {
      assertThat(host.run(ours, "-t", "-f", file.toString()).status())
          .as(file.toString())
          .isEqualTo(host.run(DEBIAN, "-t", "-f", file.toString()).status());
    }
  }

  @Test
  void noSecretIsShownAnywhere() throws IOException {
    Host host = lab.rs1();
    Path token = lab.newFile("token", ".txt");
    Files.writeString(token, SECRET + "-token\n");
    Path file = lab.newFile("secret", ".conf");
    Files.writeString(
        file,
        Files.readString(file(150))
            + "global_defs {\n @lvs_director status_port 9112\n @lvs_director status_write\n"
            + (" @lvs_director status_token_file " + token + "\n @lvs_director control_socket ")
            + (file + ".sock\n @lvs_director state_dir " + file + ".state\n}\n")
            + "vrrp_instance VI_1 {\n auth_pass "
            + SECRET
            + "\n}\n");
    Path dumps = Files.createDirectories(lab.newFile("dumps", ""));
    Running daemon =
        host.start(
            "env",
            "TMPDIR=" + dumps,
            ours,
            "-n",
            "-l",
            "-D",
            "-D",
            "-d",
            "--all",
            "--ipvs",
            "memory",
            "-f",
            file.toString());
    Await.until(
        "the page answers",
        Await.LONG,
        () ->
            host.run(
                        "curl",
                        "-sSf",
                        "-H",
                        "Authorization: Bearer " + SECRET + "-token",
                        "http://127.0.0.1:9112/metrics")
                    .status()
                == 0,
        daemon::log);
    List<String> shown = new ArrayList<>();
    for (String path : List.of("/", "/metrics", "/v1/status", "/v1/drains")) {
      shown.add(
          host.ok(
              "curl",
              "-sS",
              "-H",
              "Authorization: Bearer " + SECRET + "-token",
              "http://127.0.0.1:9112" + path));
    }
    shown.add(
        host.ok("sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | sed 's/[^ ]*curl.*//'"));
    daemon.signal("USR1");
    daemon.signal(String.valueOf(36));
    // Ours move into place when they are whole.
    for (String name :
        List.of(
            "keepalived_parent.data",
            "keepalived.data",
            "keepalived_check.data",
            "keepalived.json")) {
      Path dump = dumps.resolve(name);
      Await.until(name + " is written", Await.LONG, () -> Files.exists(dump), daemon::log);
      shown.add(Files.readString(dump));
    }
    Files.writeString(
        file,
        Files.readString(file)
            + "vrrp_instance VI_2 {\n authentication {\n auth_type PASS\n auth_pass "
            + SECRET
            + SECRET
            + "\n }\n nonsense\n}\n");
    shown.add(host.run(Program.distribution().toString(), "check", file.toString()).all());
    daemon.signal("HUP");
    daemon.awaitLog("reload refused");
    daemon.terminate();
    shown.add(daemon.log());
    assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
  }

  /** Director 1 with one of the programs, started as its unit or script starts it. */
  private static final class Director {
    private final Host host = lab.director1();
    private final Path file;
    private final Path folder = lab.newFile("run", "");

    Director(Path file) throws IOException {
      this.file = file;
      Files.createDirectories(folder);
    }

    private String[] command(String program) {
      return new String[] {
        "env",
        "TMPDIR=" + folder,
        program,
        "-P",
        "-D",
        "-f",
        file.toString(),
        "-p",
        folder + "/k.pid",
        "-r",
        folder + "/v.pid"
      };
    }

    /** It goes to the background; both pid files then name a process that lives. */
    void start(String program) {
      host.ok(command(program));
      for (String name : List.of("k.pid", "v.pid")) {
        Await.until(
            program + " writes " + name,
            Await.LONG,
            () -> host.run("sh", "-c", "kill -0 $(cat " + folder + "/" + name + ")").status() == 0,
            () -> "");
      }
    }

    int startAgain(String program) {
      return host.run(command(program)).status();
    }

    void awaitVip() {
      Await.until("director1 has the VIP", Await.LONG, () -> host.holds(LabTopology.VIP), () -> "");
    }

    void signal(String program, String name) {
      host.ok(
          "sh", "-c", "kill -$(" + program + " --signum=" + name + ") $(cat " + folder + "/k.pid)");
    }

    /** After a stop the address and both pid files are gone. */
    void stop() {
      signal(DEBIAN, "STOP");
      Await.until(
          "it stops",
          Await.LONG,
          () ->
              !Files.exists(folder.resolve("k.pid"))
                  && !Files.exists(folder.resolve("v.pid"))
                  && !host.holds(LabTopology.VIP),
          () -> host.ok("ps", "-ef"));
    }

    String dump(String signal, String name) throws IOException {
      Path dump = folder.resolve(name);
      Files.deleteIfExists(dump);
      signal(DEBIAN, signal);
      Await.until(
          name + " is written",
          Await.LONG,
          () -> isWritten(dump),
          () -> host.ok("ls", "-l", folder.toString()));
      return Files.readString(dump);
    }

    /** Debian's writes in place, so a file that is there may be half written. */
    private static boolean isWritten(Path dump) {
      try {
        String text = Files.exists(dump) ? Files.readString(dump) : "";
        return text.contains("Notify priority changes")
            || text.endsWith("}]\n")
            || text.endsWith("}]")
            || text.contains("  Priority Zero:\n    Received: 0\n    Sent: ");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    /** Names of the properties of the instance, without those that DECISIONS.md leaves out. */
    Set<String> dataNames() throws IOException {
      String text = dump("DATA", "keepalived.data");
      String part =
          text.substring(text.indexOf(" VRRP Instance = VI_1"), text.indexOf("Notify priority"));
      Set<String> names = new TreeSet<>();
      Matcher line = Pattern.compile("(?m)^   (\\S[^=:\n]*?) ?[=:]").matcher(part);
      while (line.find()) {
        names.add(line.group(1));
      }
      assertThat(names).hasSizeGreaterThan(25);
      return names;
    }

    JsonObject json() throws IOException {
      return JsonParser.parseString(dump("JSON", "keepalived.json"))
          .getAsJsonArray()
          .get(0)
          .getAsJsonObject()
          .getAsJsonObject("data");
    }
  }

  private static Path file(int priority) throws IOException {
    Path file = lab.newFile("pair", ".conf");
    return Files.writeString(
        file,
        """
        global_defs {
          router_id LAB
          enable_script_security
          script_user root
        }
        vrrp_script chk {
          script "/usr/bin/test -d /"
          interval 1
        }
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          priority %d
          advert_int 1
          authentication {
            auth_type PASS
            auth_pass tOpS3crt
          }
          track_script {
            chk
          }
          virtual_ipaddress {
            192.168.1.100/32
          }
        }
        """
            .formatted(priority));
  }
}
