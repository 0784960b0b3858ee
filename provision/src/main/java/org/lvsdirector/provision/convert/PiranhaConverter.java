package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.convert.PiranhaFile.Block;

/** Converts Piranha's lvs.cf for one of the two directors. */
public final class PiranhaConverter {
  private static final int ROUTER_ID = 51;

  /**
   * Settings of the file that never had an effect on traffic; still named, since nothing goes in
   * silence.
   */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "serial_no", "a counter of Piranha's own editor",
          "debug_level", "use lvs-director's logging options",
          "rsh_command", "the file is not copied between directors; install it on both",
          "heartbeat_port", "VRRP has no port");

  private final boolean primaryRole;
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Set<String>> addresses = new LinkedHashMap<>();
  private String method = "NAT";

  private PiranhaConverter(boolean primaryRole) {
    this.primaryRole = primaryRole;
  }

  /**
   * Converts.
   *
   * @param lines the file
   * @param primaryRole true for the director that Piranha calls primary, false for the backup
   */
  public static Conversion convert(List<String> lines, boolean primaryRole) {
    return new PiranhaConverter(primaryRole).run(lines);
  }

  private Conversion run(List<String> lines) {
    Block top = PiranhaFile.parse(lines, remarks);
    method =
        switch (top.take("network", "nat")) {
          case "direct" -> "DR";
          case "tunnel" -> "TUN";
          default -> "NAT";
        };
    List<Service> services = new ArrayList<>();
    for (Block block : top.blocks) {
      if (block.kind.equals("virtual")) {
        service(block).ifPresent(services::add);
      } else {
        remarks.add(
            "line "
                + block.line
                + ": "
                + block.kind
                + " "
                + block.name
                + ": failover services are not load balancing; use a vrrp_instance with notify scripts");
      }
    }
    natRouter(top);
    ConfWriter out = new ConfWriter();
    globals(top, out);
    vrrp(top, out);
    services.forEach(s -> s.write(out));
    rest(top, "");
    return new Conversion(out.lines(), remarks);
  }

  private void globals(Block top, ConfWriter out) {
    List<String> inner = new ArrayList<>();
    StringBuilder timeouts = new StringBuilder();
    top.take("tcp_timeout").ifPresent(t -> timeouts.append(" tcp ").append(t));
    top.take("tcpfin_timeout").ifPresent(t -> timeouts.append(" tcpfin ").append(t));
    top.take("udp_timeout").ifPresent(t -> timeouts.append(" udp ").append(t));
    if (!timeouts.isEmpty()) {
      inner.add("lvs_timeouts" + timeouts);
    }
    boolean sync = top.take("syncdaemon", "0").equals("1");
    Optional<String> device = top.take("syncd_iface");
    Optional<String> id = top.take("syncd_id");
    if (sync) {
      inner.add(
          "lvs_sync_daemon "
              + device.orElse("eth0")
              + " VI_LVS"
              + id.map(i -> " id " + i).orElse(""));
    }
    if (!inner.isEmpty()) {
      out.open("global_defs");
      inner.forEach(out::line);
      out.close();
    }
  }

  /**
   * The heartbeat pair becomes one virtual router that holds all addresses, advertising by unicast
   * as pulse did.
   */
  private void vrrp(Block top, ConfWriter out) {
    Optional<String> primary = top.take("primary_private").or(() -> top.take("primary"));
    Optional<String> backup = top.take("backup_private").or(() -> top.take("backup"));
    top.take("primary");
    top.take("backup");
    boolean pair =
        top.take("backup_active", "0").equals("1")
            && backup.filter(b -> !b.equals("0.0.0.0")).isPresent();
    top.take("heartbeat");
    String keepalive = top.take("keepalive", "6");
    String deadtime = top.take("deadtime", "18");
    boolean monitor = top.take("monitor_links", "0").equals("1");
    boolean stay = top.take("reservation_conflict_action", "preempt").equals("nopreempt");
    String device = addresses.keySet().stream().findFirst().orElse("eth0");
    out.blank();
    out.open("vrrp_instance VI_LVS");
    out.line("interface " + device);
    out.line("virtual_router_id " + ROUTER_ID);
    out.line("state " + (primaryRole && !stay ? "MASTER" : "BACKUP"));
    out.line("priority " + (primaryRole ? 150 : 100));
    out.line("advert_int " + interval(keepalive, deadtime));
    if (stay) {
      out.line("nopreempt");
    }
    if (pair && primary.isPresent()) {
      out.line("unicast_src_ip " + (primaryRole ? primary.get() : backup.orElseThrow()));
      out.open("unicast_peer");
      out.line(primaryRole ? backup.orElseThrow() : primary.get());
      out.close();
    }
    List<String> others = addresses.keySet().stream().filter(d -> !d.equals(device)).toList();
    if (monitor && !others.isEmpty()) {
      // Its own interface is tracked by every instance.
      out.open("track_interface");
      others.forEach(out::line);
      out.close();
    }
    out.open("virtual_ipaddress");
    addresses.forEach((dev, list) -> list.forEach(a -> out.line(a + " dev " + dev)));
    out.close();
    out.close();
    remarks.add(
        "virtual_router_id "
            + ROUTER_ID
            + " is a choice of this conversion: no other pair on the segment may have it");
  }

  /**
   * A backup takes over after three intervals and a bit, so a third of the dead time is the
   * interval.
   */
  private String interval(String keepalive, String deadtime) {
    int dead = number(deadtime, 18);
    int seconds = Math.clamp(dead / 3, 1, 255);
    if (seconds != number(keepalive, 6)) {
      remarks.add(
          "keepalive "
              + keepalive
              + " and deadtime "
              + deadtime
              + " become advert_int "
              + seconds
              + ": VRRP knows one interval, and the other takes over after about three of them");
    }
    return Integer.toString(seconds);
  }

  private void natRouter(Block top) {
    String mask = top.take("nat_nmask", "255.255.255.255");
    top.take("nat_router")
        .ifPresent(
            router -> {
              if (method.equals("NAT")) {
                address(router, mask);
              } else {
                remarks.add("nat_router " + router + ": not needed without NAT");
              }
            });
  }

  private Optional<Service> service(Block block) {
    String place = "virtual " + block.name;
    String mask = block.take("vip_nmask", "255.255.255.255");
    String address = block.take("address", "");
    String vip = address.split("\\s+")[0];
    if (block.take("active", "1").equals("0")) {
      remarks.add("line " + block.line + ": " + place + " is not active and was left out");
      return Optional.empty();
    }
    if (!vip.isEmpty()) {
      address(address, mask);
    }
    int timeout = number(block.take("timeout", "6"), 6);
    List<String> settings = new ArrayList<>();
    int loop = Math.max(1, timeout / 2);
    settings.add("delay_loop " + loop);
    settings.add("lb_algo " + block.take("scheduler", "wlc"));
    settings.add("lb_kind " + method);
    Optional<String> mark = block.take("fwmark");
    String protocol = block.take("protocol", "tcp").toUpperCase(Locale.ROOT);
    if (mark.isEmpty()) {
      settings.add("protocol " + protocol);
    }
    block
        .take("persistent")
        .filter(p -> number(p, 0) > 0)
        .ifPresent(p -> settings.add("persistence_timeout " + p));
    block
        .take("pmask")
        .filter(p -> !p.equals("255.255.255.255"))
        .ifPresent(p -> settings.add("persistence_granularity " + p));
    String port = block.take("port", "80");

    List<String> sorry = new ArrayList<>();
    block
        .take("sorry_server")
        .ifPresent(s -> sorry.add("sorry_server " + s + (s.contains(" ") ? "" : " " + port)));
    boolean quiesce = block.take("quiesce_server", "0").equals("1");
    block
        .take("reentry")
        .ifPresent(
            r ->
                remarks.add(
                    place
                        + ": reentry "
                        + r
                        + " has no equivalent: a server comes back at its first good check"));
    block
        .take("load_monitor")
        .filter(m -> !m.equals("none"))
        .ifPresent(
            m ->
                remarks.add(
                    place
                        + ": load_monitor "
                        + m
                        + " has no equivalent: use a MISC_CHECK with misc_dynamic that sets the weight"));
    PiranhaCheck check = new PiranhaCheck(block, loop, place, remarks);
    List<Service.Server> servers = new ArrayList<>();
    for (Block server : block.blocks) {
      server(server, port, quiesce, check).ifPresent(servers::add);
    }
    rest(block, place + ": ");
    return Optional.of(
        new Service(
            mark.map(m -> "fwmark " + m).orElse(vip + " " + port), settings, sorry, servers));
  }

  private Optional<Service.Server> server(
      Block block, String servicePort, boolean quiesce, PiranhaCheck check) {
    String address = block.take("address", "");
    String port = block.take("port", servicePort);
    String weight = block.take("weight", "1");
    boolean active = block.take("active", "1").equals("1");
    rest(block, "server " + block.name + ": ");
    if (!active) {
      remarks.add(
          "line " + block.line + ": server " + block.name + " is not active and was left out");
      return Optional.empty();
    }
    List<String> settings = new ArrayList<>(List.of("weight " + weight));
    if (quiesce) {
      settings.add("inhibit_on_failure");
    }
    if (!port.equals(servicePort) && !method.equals("NAT")) {
      remarks.add(
          "server "
              + block.name
              + ": port "
              + port
              + " differs from the service's "
              + servicePort
              + "; only NAT translates ports, so the service's is used");
      port = servicePort;
    }
    return Optional.of(
        new Service.Server(address + " " + port, settings, Optional.of(check.of(address))));
  }

  /** {@code 192.168.1.100 eth0:1}: the alias's device carries the address. */
  private void address(String value, String mask) {
    String[] words = value.split("\\s+");
    String device = words.length > 1 ? words[1].replaceFirst(":.*", "") : "eth0";
    addresses
        .computeIfAbsent(device, _ -> new LinkedHashSet<>())
        .add(words[0] + "/" + prefix(mask));
  }

  private static int prefix(String mask) {
    int bits = 0;
    for (String part : mask.split("\\.")) {
      bits += Integer.bitCount(number(part, 255) & 0xff);
    }
    return bits == 0 ? 32 : bits;
  }

  private static int number(String text, int otherwise) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  private void rest(Block block, String place) {
    block
        .rest()
        .forEach(
            (key, setting) -> {
              String why = WITHOUT_EFFECT.getOrDefault(key, "no equivalent");
              if (key.equals("service") && setting.value().equals("fos")) {
                remarks.add(
                    "line "
                        + setting.line()
                        + ": service = fos: failover services were not converted");
              } else if (!key.equals("service")) {
                remarks.add(
                    "line "
                        + setting.line()
                        + ": "
                        + place
                        + key
                        + " = "
                        + setting.value()
                        + ": "
                        + why);
              }
            });
  }
}
