package org.lvsdirector.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A director whose timing is looked at: one instance with the VIP, adverts every 100 ms or so. */
final class TimedDirector {
  private static final String HEAD =
      """
      global_defs {
          vrrp_version 3
      }
      vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          virtual_ipaddress {
              192.168.1.100
          }
      """;

  private final List<String> more = new ArrayList<>();
  private final StringBuilder services = new StringBuilder();
  private String interval = "0.1";
  private Path file = Path.of("");
  private int reloads;

  private TimedDirector(int priority) {
    more.add("priority " + priority);
  }

  static TimedDirector of(int priority) {
    return new TimedDirector(priority);
  }

  /** Another interval between adverts than 0.1, in seconds. */
  TimedDirector every(String seconds) {
    interval = seconds;
    return this;
  }

  /** One more line of the instance. */
  TimedDirector with(String line) {
    more.add(line);
    return this;
  }

  /** That many checks, once a second each, of ports where nobody listens. */
  TimedDirector failingChecks(int count) {
    services.append("virtual_server 192.168.1.100 80 {\n    delay_loop 1\n    lb_kind DR\n");
    services.append("    protocol TCP\n");
    for (int i = 0; i < count; i++) {
      services.append(
          """
              real_server 192.168.1.%d %d {
                  TCP_CHECK {
                      connect_timeout 1
                  }
              }
          """
              .formatted(31 + i % 2, 2000 + i));
    }
    services.append("}\n");
    return this;
  }

  /** Starts it and waits until it is MASTER. */
  Running startMaster(LabTopology lab, Host host) {
    Running running = start(lab, host);
    running.awaitLog("BACKUP -> MASTER");
    return running;
  }

  /** Starts it beside a MASTER that it obeys, and waits until it has settled. */
  Running startBackup(LabTopology lab, Host host) {
    Running running = start(lab, host);
    running.awaitLog("INIT -> BACKUP");
    running.awaitLog("Startup complete");
    return running;
  }

  private Running start(LabTopology lab, Host host) {
    file = lab.newFile(host.name(), ".conf");
    write();
    return Program.startInMemory(host, file);
  }

  /** Has what it started read its file again, all of it: a file without a change is not parsed. */
  void reload(Running running) {
    reloads++;
    write();
    running.reload();
  }

  private void write() {
    try {
      Files.writeString(file, "# reload " + reloads + "\n" + text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("    advert_int ").append(interval).append('\n');
    more.forEach(line -> text.append("    ").append(line).append('\n'));
    return text.append("}\n").append(services).toString();
  }
}
