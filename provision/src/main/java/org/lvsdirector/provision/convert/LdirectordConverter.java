package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.provision.convert.LdirectordFile.Line;
import org.lvsdirector.provision.convert.LdirectordFile.Section;

/** Converts ldirectord.cf. */
public final class LdirectordConverter {
  private static final Pattern ENDPOINT =
      Pattern.compile("\\[?([0-9a-fA-F:.]+?)]?:([A-Za-z0-9-]+)");
  private static final Pattern WORDS = Pattern.compile("\"[^\"]*\"|[^\\s,]+");
  private static final Map<String, String> METHODS =
      Map.of("gate", "DR", "masq", "NAT", "ipip", "TUN");
  private static final Map<String, String> PORTS =
      Map.of(
          "http", "80", "https", "443", "www", "80", "ftp", "21", "smtp", "25", "imap", "143",
          "pop3", "110", "domain", "53", "ldap", "389", "mysql", "3306");
  private static final Set<String> SHARED =
      Set.of(
          "checktimeout",
          "negotiatetimeout",
          "checkinterval",
          "checkcount",
          "failurecount",
          "quiescent",
          "fallback",
          "emailalert",
          "emailalertfrom",
          "smtp");

  private final List<String> remarks = new ArrayList<>();

  private LdirectordConverter() {}

  /** Converts the file's lines. */
  public static Conversion convert(List<String> lines) {
    return new LdirectordConverter().run(lines);
  }

  private Conversion run(List<String> lines) {
    List<Section> sections = LdirectordFile.parse(lines, remarks);
    Section global = sections.getFirst();
    LdirectordDefaults defaults = LdirectordDefaults.take(global);
    ConfWriter out = new ConfWriter();
    if (defaults.mailTo().isPresent()) {
      out.open("global_defs");
      out.open("notification_email");
      for (String to : defaults.mailTo().get().split("[,\\s]+")) {
        out.line(to);
      }
      out.close();
      defaults.mailFrom().ifPresent(f -> out.line("notification_email_from " + f));
      out.line("smtp_server " + defaults.smtp().orElse("127.0.0.1"));
      out.close();
    }
    for (Section section : sections.subList(1, sections.size())) {
      service(section, defaults).ifPresent(s -> s.write(out));
    }
    rest(global, "");
    if (sections.size() > 1) {
      remarks.add(
          "ldirectord never held the virtual addresses: whatever holds them now (heartbeat, pacemaker) must go on doing it,"
              + " or add a vrrp_instance with them");
    }
    return new Conversion(out.lines(), remarks);
  }

  private Optional<Service> service(Section section, LdirectordDefaults defaults) {
    String place = "virtual=" + section.address;
    String type = section.take("checktype").orElse("negotiate");
    if (type.equals("off")) {
      remarks.add(
          "line "
              + section.line
              + ": "
              + place
              + ": checktype = off: its servers were never added by themselves; left out");
      return Optional.empty();
    }
    Optional<String> head = head(section);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    int interval =
        section.take("checkinterval").map(v -> number(v, 10)).orElse(defaults.interval());
    List<String> methods = section.servers.stream().map(l -> method(l.value())).toList();
    String method = methods.isEmpty() ? "DR" : methods.getFirst();
    List<String> settings = new ArrayList<>();
    settings.add("delay_loop " + interval);
    settings.add("lb_algo " + section.take("scheduler").orElse("wrr"));
    settings.add("lb_kind " + method);
    String protocol = section.take("protocol").orElse("tcp");
    if (!head.get().startsWith("fwmark")) {
      settings.add("protocol " + protocol.toUpperCase(Locale.ROOT));
    }
    section.take("persistent").ifPresent(p -> settings.add("persistence_timeout " + p));
    section
        .take("netmask")
        .filter(m -> !m.equals("255.255.255.255") && !m.equals("128"))
        .ifPresent(m -> settings.add("persistence_granularity " + m));
    if (defaults.mailTo().isPresent() || section.take("emailalert").isPresent()) {
      settings.add("smtp_alert");
    }
    boolean quiescent = section.take("quiescent").map("yes"::equals).orElse(defaults.quiescent());
    List<String> sorry = sorry(section, defaults, head.get(), method);
    LdirectordCheck check =
        new LdirectordCheck(
            section,
            defaults,
            type,
            new LdirectordCheck.Place(place, interval, head.get()),
            remarks);
    List<Service.Server> servers = new ArrayList<>();
    for (Line line : section.servers) {
      servers.addAll(servers(line, method, quiescent, check));
    }
    rest(section, place + ": ");
    return Optional.of(new Service(head.get(), settings, sorry, servers));
  }

  private Optional<String> head(Section section) {
    if (section.address.matches("[0-9]{1,10}")) {
      return Optional.of("fwmark " + section.address);
    }
    Optional<String> endpoint = endpoint(section.address);
    if (endpoint.isEmpty()) {
      remarks.add(
          "line "
              + section.line
              + ": virtual="
              + section.address
              + ": keepalived needs an address and a port number; left out");
    }
    return endpoint;
  }

  private List<String> sorry(
      Section section, LdirectordDefaults defaults, String head, String method) {
    List<String> out = new ArrayList<>();
    section
        .take("fallbackcommand")
        .ifPresent(
            c ->
                remarks.add(
                    "virtual="
                        + section.address
                        + ": fallbackcommand "
                        + c
                        + ": use quorum_down and quorum_up"));
    Optional<String> fallback = section.take("fallback").or(defaults::fallback);
    if (fallback.isEmpty()) {
      return out;
    }
    String[] words = fallback.get().split("\\s+");
    String target = endpoint(words[0]).orElse(words[0]);
    boolean v6 = head.contains(":");
    if (!head.startsWith("fwmark") && target.contains(":") != v6) {
      remarks.add(
          "virtual="
              + section.address
              + ": fallback "
              + target
              + " is of the other address family and was left out");
      return out;
    }
    // ldirectord reaches its fallback by the director's own stack unless told otherwise, as DR
    // does.
    String own = words.length > 1 ? METHODS.getOrDefault(words[1], "DR") : "DR";
    out.add("sorry_server " + samePort(target, head, own, "virtual=" + section.address));
    if (!own.equals(method)) {
      out.add("sorry_server_lvs_method " + own);
    }
    return out;
  }

  /** Only NAT translates ports: otherwise the packet arrives with the service's own. */
  private String samePort(String target, String head, String own, String place) {
    int blank = target.indexOf(' ');
    if (blank < 0 || own.equals("NAT")) {
      return target;
    }
    String address = target.substring(0, blank);
    if (head.startsWith("fwmark")) {
      return address;
    }
    String port = head.substring(head.indexOf(' ') + 1);
    if (!port.equals(target.substring(blank + 1))) {
      remarks.add(
          place
              + ": fallback "
              + target
              + ": only NAT translates ports, so the service's "
              + port
              + " is used");
    }
    return address + " " + port;
  }

  /** {@code ADDR[->ADDR]:PORT METHOD [WEIGHT] ["request", "receive"]}. */
  private List<Service.Server> servers(
      Line line, String serviceMethod, boolean quiescent, LdirectordCheck check) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORDS.matcher(line.value());
    while (matcher.find()) {
      words.add(matcher.group());
    }
    if (words.isEmpty()) {
      return List.of();
    }
    List<String> settings = new ArrayList<>();
    String own = method(line.value());
    if (!own.equals(serviceMethod)) {
      settings.add("lvs_method " + own);
    }
    words.stream()
        .skip(1)
        .filter(w -> w.matches("[0-9]+"))
        .findFirst()
        .ifPresent(w -> settings.add("weight " + w));
    if (quiescent) {
      settings.add("inhibit_on_failure");
    }
    List<String> quoted =
        words.stream().filter(w -> w.startsWith("\"")).map(LdirectordFile::unquote).toList();
    List<Service.Server> out = new ArrayList<>();
    for (String target : range(words.getFirst())) {
      Optional<String> endpoint = endpoint(target);
      if (endpoint.isEmpty()) {
        remarks.add(
            "line "
                + line.number()
                + ": real="
                + target
                + ": keepalived needs an address and a port number; left out");
      } else {
        out.add(new Service.Server(endpoint.get(), settings, check.of(endpoint.get(), quoted)));
      }
    }
    return out;
  }

  /** {@code 10.0.0.3->10.0.0.5:80} is three servers; the range is over the last part. */
  private static List<String> range(String text) {
    Matcher m =
        Pattern.compile("([0-9.]+\\.)([0-9]{1,3})->[0-9.]+\\.([0-9]{1,3}):(\\S+)").matcher(text);
    if (!m.matches()) {
      return List.of(text);
    }
    List<String> out = new ArrayList<>();
    for (int i = Integer.parseInt(m.group(2));
        i <= Math.min(255, Integer.parseInt(m.group(3)));
        i++) {
      out.add(m.group(1) + i + ":" + m.group(4));
    }
    return out;
  }

  private static Optional<String> endpoint(String text) {
    Matcher m = ENDPOINT.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    String port = PORTS.getOrDefault(m.group(2), m.group(2));
    return port.matches("[0-9]{1,5}") ? Optional.of(m.group(1) + " " + port) : Optional.empty();
  }

  private static String method(String server) {
    for (String word : server.split("\\s+")) {
      if (METHODS.containsKey(word)) {
        return METHODS.getOrDefault(word, "DR");
      }
    }
    return "DR";
  }

  static int number(String text, int otherwise) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  private void rest(Section section, String place) {
    section
        .rest()
        .forEach(
            (key, line) -> {
              String why =
                  switch (key) {
                    case "logfile", "supervised", "fork" -> "use the daemon's own options";
                    case "autoreload", "callback" -> "the file is read again at SIGHUP";
                    case "cleanstop" -> "keepalived clears its services at a stop";
                    case "maintenancedir" -> "set the weight of the server instead";
                    case "execute" -> "other programs are started by the system";
                    case "monitorfile", "emailalertfreq", "emailalertstatus" ->
                        "no equivalent; use notify scripts";
                    default ->
                        SHARED.contains(key) ? "only the global one is used" : "no equivalent";
                  };
              remarks.add(
                  "line " + line.number() + ": " + place + key + " = " + line.value() + ": " + why);
            });
  }
}
