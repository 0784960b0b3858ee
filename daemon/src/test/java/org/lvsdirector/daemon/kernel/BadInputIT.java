package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an operator gets wrong: each gives one clear line with place and remedy, a non-zero exit
 * status, and leaves nothing behind. Needs no IPVS.
 */
class BadInputIT {
  @AutoClose private static LabTopology lab;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
  }

  @Test
  void aMissingFileIsNamed() {
    refuses(run("/etc/keepalived/nowhere.conf"), "/etc/keepalived/nowhere.conf");
  }

  @Test
  void anUnreadableFileIsNamed() {
    // A folder cannot be read as a file, not even by root.
    refuses(run("/etc"), "/etc");
  }

  @Test
  void anUnbalancedBraceIsPlaced() {
    Path file = example("virtual_server 192.168.1.100 80 {\n  delay_loop 2\n");
    Ran checked = lab.director1().run(tool(), "check", file.toString());
    assertThat(checked.status()).isNotZero();
    assertThat(checked.all()).contains(file.getFileName() + ":2").contains("closing brace");
  }

  @Test
  void anUnknownKeywordIsPlacedWithItsNearest() {
    Path file = example("vrrp_instance VI_1 {\n  interface eth0\n  prioritty 100\n}\n");
    Ran checked = lab.director1().run(tool(), "check", file.toString());
    assertThat(checked.status()).isNotZero();
    assertThat(checked.all()).contains(file.getFileName() + ":3").contains("prioritty", "priority");
  }

  @Test
  void anImpossiblePortIsPlaced() {
    Path file = example("virtual_server 192.168.1.100 99999 {\n  lb_kind DR\n  lb_algo rr\n}\n");
    Ran checked = lab.director1().run(tool(), "check", file.toString());
    assertThat(checked.status()).isNotZero();
    assertThat(checked.all()).contains(file.getFileName() + ":1").contains("99999");
  }

  @Test
  void anUnknownInterfaceIsNamed() {
    Path file =
        example(
            """
            vrrp_instance VI_1 {
              interface eth7
              virtual_router_id 51
              priority 100
              virtual_ipaddress {
                192.168.1.100/32
              }
            }
            """);
    refuses(lab.director1().run(tool(), "run", "-P", "-f", file.toString()), "eth7");
  }

  @Test
  void anyUserButRootIsTurnedAway() {
    Ran ran =
        lab.director1()
            .run(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                tool(),
                "run",
                "-f",
                exampleFile());
    refuses(ran, "root");
  }

  private static Ran run(String file) {
    return lab.director1().run(tool(), "run", "--ipvs", "memory", "-f", file);
  }

  /** It ended by itself with a non-zero status, said this, and left neither address nor process. */
  private static void refuses(Ran ran, String said) {
    assertThat(ran.status()).as(ran.all()).isNotZero();
    assertThat(ran.all()).contains(said).doesNotContain("\tat ");
    assertThat(lab.director1().holds(LabTopology.VIP)).isFalse();
    assertThat(lab.director1().run("pgrep", "-f", "org.lvsdirector").out()).isEmpty();
  }

  private static String tool() {
    return Program.distribution().toString();
  }

  private static String exampleFile() {
    return Program.exampleFor(lab.director1()).toString();
  }

  private static Path example(String text) {
    try {
      return Files.writeString(lab.newFile("bad", ".conf"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
