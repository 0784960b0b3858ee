package org.lvsdirector.parser.syntax;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A handful of keywords of every form, enough to test structure. */
public final class SampleSchema implements Schema {
  private static final String TABLE =
      """
      P  B  global_defs
      P  P  global_defs/router_id
      P  P  global_defs/random_seed
      P  P  global_defs/include_check
      P  V  global_defs/notification_email
      P  S  global_defs/startup_script
      C  B  virtual_server
      C  P  virtual_server/lb_kind
      C  P  virtual_server/lb_algo
      C  P  virtual_server/delay_loop
      C  P  virtual_server/protocol
      C  P  virtual_server/weight
      C  P  virtual_server/persistence_timeout
      C  S  virtual_server/quorum_up
      C  B  virtual_server/real_server
      C  P  virtual_server/real_server/weight
      C  P  virtual_server/real_server/inhibit_on_failure
      C  B  virtual_server/real_server/TCP_CHECK
      C  P  virtual_server/real_server/TCP_CHECK/connect_timeout
      C  P  virtual_server/real_server/TCP_CHECK/connect_port
      C  V  virtual_server_group
      V  U  vrrp_instance
      V  P  vrrp_instance/interface
      V  P  vrrp_instance/state
      V  P  vrrp_instance/virtual_router_id
      V  P  vrrp_instance/priority
      V  B  vrrp_instance/authentication
      V  P  vrrp_instance/authentication/auth_type
      V  P  vrrp_instance/authentication/auth_pass
      V  V  vrrp_instance/virtual_ipaddress
      V  V  vrrp_instance/track_script
      V  S  vrrp_instance/notify
      V  U  vrrp_sync_group
      V  V  vrrp_sync_group/group
      V  B  vrrp_script
      V  S  vrrp_script/script
      V  P  vrrp_script/interval
      CV B  track_file
      CV P  track_file/file
      -  O  our_block
      -  o  our_block/our_word
      """;

  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<String, Set<String>> children = new TreeMap<>();

  public SampleSchema() {
    for (String row : TABLE.lines().toList()) {
      String[] columns = row.split("\\s+");
      String path = columns[2];
      entries.put(path, entry(columns[0], columns[1]));
      int slash = path.lastIndexOf('/');
      String parent = slash < 0 ? "" : path.substring(0, slash);
      children.computeIfAbsent(parent, _ -> new TreeSet<>()).add(path.substring(slash + 1));
    }
  }

  private static Entry entry(String roles, String kind) {
    EnumSet<Role> set = EnumSet.noneOf(Role.class);
    if (roles.contains("P")) {
      set.add(Role.PARENT);
    }
    if (roles.contains("C")) {
      set.add(Role.CHECKER);
    }
    if (roles.contains("V")) {
      set.add(Role.VRRP);
    }
    return switch (kind) {
      case "B" -> Entry.of(Kind.BLOCK, set);
      case "U" -> new Entry(Kind.BLOCK, set, true, false);
      case "V" -> Entry.of(Kind.VALUE_BLOCK, set);
      case "S" -> Entry.of(Kind.SCRIPT, set);
      case "O" -> new Entry(Kind.BLOCK, set, false, true);
      case "o" -> new Entry(Kind.PLAIN, set, false, true);
      default -> Entry.of(Kind.PLAIN, set);
    };
  }

  @Override
  public Entry lookup(List<String> path, String keyword) {
    String key = path.isEmpty() ? keyword : String.join("/", path) + "/" + keyword;
    return entries.getOrDefault(key, Entry.UNKNOWN);
  }

  @Override
  public Set<String> keywords(List<String> path) {
    return children.getOrDefault(String.join("/", path), Set.of());
  }

  @Override
  public List<String> homes(String keyword) {
    return keyword.equals("priority") ? List.of("vrrp_instance") : List.of();
  }
}
