package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reload after reload under traffic: nothing that did not change is disturbed, nothing leaks. How
 * many: {@code LAB_RELOADS}, by default few enough for every build; {@code lab/soak-reload} makes
 * ten thousand. The table is in memory, so that it runs on any kernel.
 */
class ReloadSoakIT {
  private static final int RELOADS =
      Integer.parseInt(System.getenv().getOrDefault("LAB_RELOADS", "45"));

  /** A heap that has not been full yet still grows; what leaks grows more in ten thousand times. */
  private static final double MOST_MEMORY_GROWTH = 24 * 1024 * 1024.0;

  @AutoClose private static LabTopology lab;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
  }

  @Test
  void reloadsLoseNothingAndLeakNothing() throws IOException {
    Host host = lab.director1();
    Path file = lab.newFile("soak", ".conf");
    write(file, 0);
    Running daemon = Program.startInMemory(host, file);
    Await.until("the VIP is up", Await.LONG, () -> host.holds(LabTopology.VIP), daemon::log);
    Await.until("both servers are up", Await.LONG, () -> upServers() == 2, daemon::log);
    Running addresses = host.start("ip", "monitor", "address");
    Running ping = lab.client().start("ping", "-q", "-i", "0.05", LabTopology.VIP);
    ping.awaitLog("PING");
    String before = standing();

    reload(daemon, file, 1, RELOADS / 3);
    Map<String, Double> warm = costs();
    reload(daemon, file, RELOADS / 3 + 1, RELOADS);
    Map<String, Double> end = costs();

    ping.signal("INT");
    ping.awaitExit();
    assertThat(ping.log()).contains(" 0% packet loss");
    assertThat(addresses.log()).as("addresses that moved").doesNotContain(LabTopology.VIP);
    assertThat(standing()).as("states and since when").isEqualTo(before);
    System.out.println(RELOADS + " reloads\n  warm " + warm + "\n  end  " + end);
    for (String name : warm.keySet()) {
      double growth = end.getOrDefault(name, 0.0) - warm.getOrDefault(name, 0.0);
      assertThat(growth)
          .as(name + " grew; warm " + warm + ", end " + end)
          .isLessThanOrEqualTo(name.contains("memory") ? MOST_MEMORY_GROWTH : 4.0);
    }
    assertThat(daemon.terminate()).isZero();
  }

  @Test
  void aBrokenFileChangesNothingAndIsNamedEverywhere() throws IOException {
    Host host = lab.director2();
    Path file = lab.newFile("broken", ".conf");
    write(file, 0);
    Running daemon =
        // As under nohup: a reload is a reload all the same, as for keepalived.
        host.start(
            "sh",
            "-c",
            "trap '' HUP; exec \"$@\"",
            "sh",
            Program.distribution().toString(),
            "run",
            "--ipvs",
            "memory",
            "-f",
            file.toString());
    Await.until("the VIP is up", Await.LONG, () -> host.holds(LabTopology.VIP), daemon::log);
    Await.until(
        "the worker has read the file too",
        Await.LONG,
        () -> !status(host).getAsJsonArray("services").isEmpty(),
        daemon::log);
    Files.writeString(file, "include /nowhere/at/all.conf\nglobal_defs {\n");
    daemon.signal("HUP");
    daemon.awaitLog("reload refused");
    Await.until(
        "the status names the refusal",
        Await.LONG,
        () -> !status(host).getAsJsonObject("config").get("lastError").getAsString().isEmpty(),
        daemon::log);
    assertThat(host.holds(LabTopology.VIP)).isTrue();
    assertThat(host.ok("curl", "-sS", "http://127.0.0.1:9112/metrics"))
        .contains("lvs_director_config_last_reload_successful 0");
    write(file, 0);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.indexOf("real_server 192.168.1.32")));
    host.ok("kill", "-KILL", host.worker());
    daemon.awaitLog("has been broken since it was accepted");
    daemon.awaitLog("worker ended with status 70");
    assertThat(host.holds(LabTopology.VIP)).isTrue();
    write(file, 1);
    Await.until(
        "a worker takes the mended file",
        Await.LONG,
        () -> !status(host).getAsJsonArray("services").isEmpty(),
        daemon::log);
    daemon.signal("HUP");
    daemon.awaitLog("Reload finished");
    Await.until(
        "the refusal is forgotten",
        Await.LONG,
        () -> status(host).getAsJsonObject("config").get("lastError").getAsString().isEmpty(),
        daemon::log);
    assertThat(daemon.terminate()).isZero();
  }

  private static void reload(Running daemon, Path file, int from, int to) throws IOException {
    for (int i = from; i <= to; i++) {
      write(file, i);
      daemon.reload();
    }
    int weight = 1 + to % 2;
    Await.until(
        "the worker has reload " + to,
        Await.LONG,
        () -> status(lab.director1()).toString().contains("\"configuredWeight\":" + (10 + weight)),
        daemon::log);
  }

  /** One server's weight changes each time, all else stays. */
  private static void write(Path file, int round) throws IOException {
    Path fresh = Path.of(file + ".new");
    Files.writeString(
        fresh,
        """
        global_defs {
          @lvs_director status_port 9112
          @lvs_director control_socket %1$s.sock
          @lvs_director state_dir %1$s.state
        }
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 61
          priority 150
          advert_int 1
          virtual_ipaddress {
            192.168.1.100/32
          }
        }
        virtual_server 192.168.1.100 80 {
          delay_loop 2
          lb_algo wrr
          lb_kind DR
          protocol TCP
          real_server 192.168.1.31 80 {
            weight 10
            TCP_CHECK {
              connect_timeout 3
            }
          }
          real_server 192.168.1.32 80 {
            weight %2$d
            TCP_CHECK {
              connect_timeout 3
            }
          }
        }
        """
            .formatted(file, 11 + round % 2));
    Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonObject status(Host host) {
    Ran ran = host.run("curl", "-sS", "http://127.0.0.1:9112/v1/status");
    return ran.status() == 0
        ? JsonParser.parseString(ran.out()).getAsJsonObject()
        : JsonParser.parseString("{\"config\":{\"lastError\":\"\"},\"services\":[]}")
            .getAsJsonObject();
  }

  private static int upServers() {
    int up = 0;
    for (var service : status(lab.director1()).getAsJsonArray("services")) {
      for (var server : service.getAsJsonObject().getAsJsonArray("servers")) {
        JsonObject object = server.getAsJsonObject();
        up +=
            object.get("up").getAsBoolean() && object.get("why").getAsString().equals("connected")
                ? 1
                : 0;
      }
    }
    return up;
  }

  /** State and since when of everything: what a reload must not touch. */
  private static String standing() {
    StringBuilder text = new StringBuilder();
    JsonObject status = status(lab.director1());
    for (var service : status.getAsJsonArray("services")) {
      for (var server : service.getAsJsonObject().getAsJsonArray("servers")) {
        JsonObject object = server.getAsJsonObject();
        text.append(object.get("address")).append(object.get("up")).append(object.get("since"));
      }
    }
    for (var instance : status.getAsJsonObject("vrrp").getAsJsonArray("instances")) {
      JsonObject object = instance.getAsJsonObject();
      text.append(object.get("name")).append(object.get("state")).append(object.get("since"));
    }
    return text.toString();
  }

  /** Memory, threads and descriptors of both processes, as the metrics tell. */
  private static Map<String, Double> costs() {
    Map<String, Double> costs = new TreeMap<>();
    Matcher line =
        Pattern.compile(
                "(?m)^lvs_director_(resident_memory_bytes|jvm_threads|open_fds)\\{process=\"(\\w+)\"}"
                    + " (\\S+)$")
            .matcher(lab.director1().ok("curl", "-sS", "http://127.0.0.1:9112/metrics"));
    while (line.find()) {
      costs.put(line.group(2) + " " + line.group(1), Double.parseDouble(line.group(3)));
    }
    assertThat(costs).hasSize(6);
    return costs;
  }
}
