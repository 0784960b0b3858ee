package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.provision.convert.LdirectordFile.Section;

/** ldirectord's checktype, service, request and receive as a check of keepalived's. */
final class LdirectordCheck {
  /**
   * Where the check belongs.
   *
   * @param text its place, for remarks
   * @param interval seconds between checks
   * @param head address and port of the service
   */
  record Place(String text, int interval, String head) {}

  private final Place place;
  private final String type;
  private final String service;
  private final Optional<String> port;
  private final Optional<String> request;
  private final Optional<String> receive;
  private final Optional<String> host;
  private final Optional<String> command;
  private final List<String> timing = new ArrayList<>();

  LdirectordCheck(
      Section section,
      LdirectordDefaults defaults,
      String type,
      Place place,
      List<String> remarks) {
    this.place = place;
    this.type = type.matches("[0-9]+") ? "negotiate" : type;
    this.service = section.take("service").orElseGet(() -> serviceOf(place.head()));
    this.port = section.take("checkport");
    this.request = section.take("request");
    this.receive = section.take("receive");
    this.host = section.take("virtualhost");
    this.command = section.take("checkcommand");
    int timeout =
        section
            .take("checktimeout")
            .map(v -> LdirectordConverter.number(v, 5))
            .orElse(defaults.timeout());
    int talk =
        section
            .take("negotiatetimeout")
            .map(v -> LdirectordConverter.number(v, 30))
            .orElse(defaults.negotiate());
    int failures =
        section
            .take("failurecount")
            .map(v -> LdirectordConverter.number(v, 1))
            .orElse(defaults.failures());
    timing.add("connect_timeout " + (this.type.equals("negotiate") ? talk : timeout));
    timing.add("retry " + Math.max(0, failures - 1));
    timing.add("delay_before_retry " + place.interval());
    if (!type.equals(this.type)) {
      remarks.add(
          place.text()
              + ": checktype = "
              + type
              + " talked only at every "
              + type
              + "th check; now each check talks");
    }
    section
        .take("httpmethod")
        .filter(m -> !m.equalsIgnoreCase("GET"))
        .ifPresent(m -> remarks.add(place.text() + ": httpmethod = " + m + ": checks use GET"));
    if (this.type.equals("negotiate")
        && !List.of("http", "https", "smtp", "dns", "none").contains(service)) {
      remarks.add(
          place.text()
              + ": service = "
              + service
              + ": the dialogue has no equivalent, only the connection is checked"
              + " (a MISC_CHECK can do the dialogue)");
    }
    for (String key : List.of("login", "passwd", "database", "secret", "load")) {
      section
          .take(key)
          .ifPresent(
              v ->
                  remarks.add(
                      place.text() + ": " + key + ": checks that log in have no equivalent"));
    }
  }

  /** The check of one server; {@code quoted} is the request and the answer of its own line. */
  Optional<HealthCheck> of(String server, List<String> quoted) {
    return switch (type) {
      case "on" -> Optional.empty();
      case "connect" -> Optional.of(plain("TCP_CHECK"));
      case "ping" -> Optional.of(new HealthCheck("PING_CHECK", List.of(), timing));
      case "external", "external-perl" -> Optional.of(external(server));
      default -> Optional.of(negotiate(quoted));
    };
  }

  /** ldirectord gives virtual address, its port, server, its port. */
  private HealthCheck external(String server) {
    return new HealthCheck(
        "MISC_CHECK",
        List.of(),
        List.of(
            "misc_path "
                + ConfWriter.quote(command.orElse("/bin/true") + " " + place.head() + " " + server),
            "misc_timeout " + timing.getFirst().replaceFirst("\\D+", "")));
  }

  private HealthCheck negotiate(List<String> quoted) {
    String ask = quoted.isEmpty() ? request.orElse("/") : quoted.getFirst();
    Optional<String> answer = quoted.size() > 1 ? Optional.of(quoted.get(1)) : receive;
    return switch (service) {
      case "http" -> http("HTTP_GET", ask, answer);
      case "https" -> http("SSL_GET", ask, answer);
      case "smtp" -> plain("SMTP_CHECK");
      case "dns" -> new HealthCheck("DNS_CHECK", List.of(), with("name " + ask, "type A"));
      default -> plain("TCP_CHECK");
    };
  }

  private HealthCheck http(String keyword, String ask, Optional<String> answer) {
    String path = ask.replaceFirst("^https?://[^/]*", "");
    List<String> url =
        new ArrayList<>(List.of("path " + (path.startsWith("/") ? path : "/" + path)));
    host.ifPresent(h -> url.add("virtualhost " + h));
    answer.ifPresent(a -> url.add("regex " + ConfWriter.quote(a)));
    return new HealthCheck(keyword, url, with());
  }

  private HealthCheck plain(String keyword) {
    return new HealthCheck(keyword, List.of(), with());
  }

  private List<String> with(String... more) {
    List<String> out = new ArrayList<>(List.of(more));
    port.ifPresent(p -> out.add("connect_port " + p));
    out.addAll(timing);
    return out;
  }

  /** What ldirectord takes for the service when the file does not say: the well-known port. */
  private static String serviceOf(String head) {
    String port = head.substring(head.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
    return switch (port) {
      case "80", "8080" -> "http";
      case "443" -> "https";
      case "25" -> "smtp";
      case "53" -> "dns";
      default -> "none";
    };
  }
}
