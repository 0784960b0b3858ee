package org.lvsdirector.provision.convert;

import java.util.List;
import java.util.Optional;

/**
 * A virtual server, in the words that both old formats share.
 *
 * @param head what follows {@code virtual_server}: {@code 192.168.1.100 80} or {@code fwmark 1}
 * @param settings lines of the virtual server itself
 * @param sorry the sorry server's line and lines after it
 * @param servers its real servers
 */
record Service(String head, List<String> settings, List<String> sorry, List<Server> servers) {
  /**
   * A real server.
   *
   * @param head address and port
   * @param settings lines of its own
   * @param check its check; empty for none
   */
  record Server(String head, List<String> settings, Optional<HealthCheck> check) {
    Server {
      settings = List.copyOf(settings);
    }
  }

  Service {
    settings = List.copyOf(settings);
    sorry = List.copyOf(sorry);
    servers = List.copyOf(servers);
  }

  void write(ConfWriter out) {
    out.blank();
    out.open("virtual_server " + head);
    settings.forEach(out::line);
    sorry.forEach(out::line);
    boolean mark = head.startsWith("fwmark ");
    for (Server server : servers) {
      int blank = server.head().indexOf(' ');
      out.blank();
      // A service by firewall mark has no port, so its servers have none and their checks must name
      // it.
      out.open(
          "real_server " + (mark && blank > 0 ? server.head().substring(0, blank) : server.head()));
      server.settings().forEach(out::line);
      server
          .check()
          .map(c -> mark && blank > 0 ? c.withPort(server.head().substring(blank + 1)) : c)
          .ifPresent(c -> c.write(out));
      out.close();
    }
    out.close();
  }
}
