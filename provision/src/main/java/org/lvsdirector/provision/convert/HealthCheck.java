package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * A check block of keepalived.
 *
 * @param keyword {@code TCP_CHECK} and so on
 * @param url lines of the {@code url} block; empty for checks without one
 * @param settings the other lines
 */
record HealthCheck(String keyword, List<String> url, List<String> settings) {
  HealthCheck {
    url = List.copyOf(url);
    settings = List.copyOf(settings);
  }

  /** The same with a port, unless it has one or connects to none. */
  HealthCheck withPort(String port) {
    boolean none = keyword.equals("MISC_CHECK") || keyword.equals("PING_CHECK");
    if (none || settings.stream().anyMatch(s -> s.startsWith("connect_port "))) {
      return this;
    }
    List<String> with = new ArrayList<>(List.of("connect_port " + port));
    with.addAll(settings);
    return new HealthCheck(keyword, url, with);
  }

  void write(ConfWriter out) {
    out.open(keyword);
    if (!url.isEmpty()) {
      out.open("url");
      url.forEach(out::line);
      out.close();
    }
    settings.forEach(out::line);
    out.close();
  }
}
