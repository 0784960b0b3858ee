package org.lvsdirector.provision.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ansible's INI inventory as far as reaching a host goes: host lines with variables, {@code
 * [group:vars]}, {@code [group:children]}, ranges such as {@code web[01:10]}. Variables that are
 * not about us are passed over, since the file is shared with other tools.
 */
final class AnsibleDecoder {
  private static final Pattern RANGE =
      Pattern.compile("(.*?)\\[([0-9]{1,6}|[a-z]):([0-9]{1,6}|[a-z])](.*)");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
  private static final Pattern JUMP =
      Pattern.compile("(?:-J\\s*|-o\\s*ProxyJump[= ]\\s*)([^\\s\"']+)");
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ansible_host", "host"),
          Map.entry("ansible_ssh_host", "host"),
          Map.entry("ansible_user", "user"),
          Map.entry("ansible_ssh_user", "user"),
          Map.entry("ansible_port", "port"),
          Map.entry("ansible_ssh_port", "port"),
          Map.entry("ansible_ssh_private_key_file", "key"),
          Map.entry("ansible_private_key_file", "key"),
          Map.entry("lvs_address", "address"),
          Map.entry("lvs_method", "method"),
          Map.entry("lvs_persist", "persist"),
          Map.entry("lvs_interface", "interface"),
          Map.entry("lvs_nat_gateway", "nat_gateway"),
          Map.entry("lvs_jump", "jump"),
          Map.entry("lvs_vips", "vips"));
  private static final int MOST_HOSTS = 10_000;

  private final String file;
  private final Map<String, Map<String, String>> hostVars = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> groupVars = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new LinkedHashMap<>();
  private final Map<String, Set<String>> children = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();

  AnsibleDecoder(String file) {
    this.file = file;
  }

  /** Signs of this form: group suffixes, ansible_ variables, or bare host lines. */
  static boolean looksLike(List<IniSection> sections) {
    return sections.stream()
        .anyMatch(
            s ->
                s.name().endsWith(":vars")
                    || s.name().endsWith(":children")
                    || s.entries().stream()
                        .anyMatch(
                            e ->
                                e.key().contains("ansible_")
                                    || (e.line().matches("\\S+") && e.value().isEmpty())));
  }

  Inventory decode(List<IniSection> sections) {
    for (IniSection section : sections) {
      String name = section.name();
      if (name.endsWith(":vars")) {
        Map<String, String> vars =
            groupVars.computeIfAbsent(
                name.substring(0, name.length() - 5), _ -> new LinkedHashMap<>());
        section
            .entries()
            .forEach(e -> vars.put(e.key(), InventoryFile.unquote(e.value().orElse(""))));
      } else if (name.endsWith(":children")) {
        Set<String> set =
            children.computeIfAbsent(
                name.substring(0, name.length() - 9), _ -> new LinkedHashSet<>());
        section.entries().forEach(e -> set.add(e.key()));
      } else {
        section.entries().forEach(e -> hostLine(name.isEmpty() ? "ungrouped" : name, e.line()));
      }
    }
    List<HostEntry> hosts = new ArrayList<>();
    for (String host : hostVars.keySet()) {
      hosts.add(new SettingDecoder(file + ": " + host, settings(host), complaints).decode(host));
    }
    Map<String, String> defaults = translate(groupVars.getOrDefault("all", Map.of()));
    return new Inventory(hosts, defaults, complaints, List.copyOf(notes));
  }

  private void hostLine(String group, String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    if (words.isEmpty()) {
      return;
    }
    Map<String, String> vars = new LinkedHashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        complaints.add(
            file + ": [" + group + "] \"" + word + "\" is not a variable (expected name=value)");
      } else {
        vars.put(word.substring(0, equals), InventoryFile.unquote(word.substring(equals + 1)));
      }
    }
    for (String host : expand(words.getFirst())) {
      hostVars.computeIfAbsent(host, _ -> new LinkedHashMap<>()).putAll(vars);
      members.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(host);
    }
  }

  /** All, then outer groups, then inner groups, then the host itself: the nearest word counts. */
  private Map<String, String> settings(String host) {
    Map<String, String> out = new LinkedHashMap<>(groupVars.getOrDefault("all", Map.of()));
    List<String> near = new ArrayList<>();
    members.forEach(
        (group, hosts) -> {
          if (hosts.contains(host)) {
            ancestors(group, near, new HashSet<>());
          }
        });
    near.forEach(g -> out.putAll(groupVars.getOrDefault(g, Map.of())));
    out.putAll(hostVars.getOrDefault(host, Map.of()));
    return translate(out);
  }

  private void ancestors(String group, List<String> out, Set<String> seen) {
    if (!seen.add(group)) {
      return;
    }
    children.forEach(
        (parent, set) -> {
          if (set.contains(group)) {
            ancestors(parent, out, seen);
          }
        });
    if (!group.equals("all")) {
      out.add(group);
    }
  }

  private Map<String, String> translate(Map<String, String> vars) {
    Map<String, String> out = new LinkedHashMap<>();
    vars.forEach(
        (name, value) -> {
          String ours = NAMES.get(name);
          if (ours != null) {
            out.put(ours, value);
          } else if (name.equals("ansible_ssh_common_args")
              || name.equals("ansible_ssh_extra_args")) {
            Matcher jump = JUMP.matcher(value);
            if (jump.find()) {
              out.put("jump", jump.group(1));
            }
          } else if (name.startsWith("ansible_") && name.contains("pass")) {
            notes.add(
                file
                    + ": "
                    + name
                    + " is not read; use an agent, a key, --ask-password or --ask-sudo-password");
          }
        });
    return out;
  }

  private List<String> expand(String name) {
    Matcher m = RANGE.matcher(name);
    if (!m.matches()) {
      return List.of(name);
    }
    List<String> out = new ArrayList<>();
    for (String middle : middles(m.group(2), m.group(3))) {
      for (String rest : expand(m.group(4))) {
        out.add(m.group(1) + middle + rest);
        if (out.size() > MOST_HOSTS) {
          complaints.add(file + ": \"" + name + "\" stands for more than " + MOST_HOSTS + " hosts");
          return List.of();
        }
      }
    }
    return out;
  }

  private List<String> middles(String from, String to) {
    List<String> out = new ArrayList<>();
    if (Character.isDigit(from.charAt(0)) && Character.isDigit(to.charAt(0))) {
      for (int i = Integer.parseInt(from);
          i <= Integer.parseInt(to) && out.size() <= MOST_HOSTS;
          i++) {
        String digits = Integer.toString(i);
        out.add("0".repeat(Math.max(0, from.length() - digits.length())) + digits);
      }
    } else {
      for (char c = from.charAt(0); c <= to.charAt(0); c++) {
        out.add(String.valueOf(c));
      }
    }
    return out;
  }
}
