package org.lvsdirector.parser.keyword;

import java.util.Set;
import org.lvsdirector.parser.syntax.Role;

/** Which process of keepalived reads which root-level keyword (keepalived reference, parser 16). */
final class Roles {
  private static final Set<Role> PARENT = Set.of(Role.PARENT);
  private static final Set<Role> CHECKER = Set.of(Role.CHECKER);
  private static final Set<Role> VRRP = Set.of(Role.VRRP);
  private static final Set<Role> TRACKING = Set.of(Role.CHECKER, Role.VRRP);
  private static final Set<Role> BFD = Set.of(Role.CHECKER, Role.VRRP, Role.BFD);

  private Roles() {}

  static Set<Role> of(String path, String name) {
    if (!path.equals(Keyword.ROOT)) {
      int dot = path.indexOf('.');
      return of(Keyword.ROOT, dot < 0 ? path : path.substring(0, dot));
    }
    return switch (name) {
      case "virtual_server", "virtual_server_group", "SSL" -> CHECKER;
      case "track_file", "vrrp_track_file" -> TRACKING;
      case "bfd_instance" -> BFD;
      case "vrrp_instance",
          "vrrp_sync_group",
          "vrrp_script",
          "vrrp_track_process",
          "track_group",
          "garp_group",
          "static_ipaddress",
          "static_routes",
          "static_rules",
          "linkbeat_interfaces",
          "interface_up_down_delays" ->
          VRRP;
      default -> PARENT;
    };
  }
}
