package org.lvsdirector.provision.script;

import java.util.List;
import org.lvsdirector.provision.plan.ManagedPaths;

/**
 * The script that reads everything in one go. It changes nothing. What a program prints stands
 * between {@code in KEY} and {@code out}, untouched: a pipe to mark each line would cost two
 * processes, and processes are what a hundred servers pay for. What files contain is marked line by
 * line, so that no file can speak as the script.
 */
public final class FactsScript {
  /** The paths of ours that may exist besides those in the undo record. */
  static final List<String> PATHS =
      List.of(
          ManagedPaths.SYSCTL,
          ManagedPaths.NETPLAN,
          ManagedPaths.NETWORKD,
          ManagedPaths.NETWORKMANAGER,
          ManagedPaths.IFUPDOWN,
          ManagedPaths.UNIT,
          ManagedPaths.UNIT_LINK,
          ManagedPaths.STATE + "/rules.nft");

  private static final String BODY =
      """
      lvsd_facts() {
      say() { printf '%s\\t%s\\n' "$1" "$2"; }
      tag() { while IFS= read -r l || [ -n "$l" ]; do printf '%s\\t%s\\n' "$1" "$l"; done; }
      show() {
        if [ -h "$1" ]; then say symlink "$1 $(readlink "$1")"
        elif [ -f "$1" ]; then say file "$1"; tag line < "$1"
        fi
      }
      U=@UNDO@
      h=
      IFS= read -r h < /proc/sys/kernel/hostname
      say host "$h"
      say ssh "$1"
      say in path
      for c in ip arptables arptables-save nft iptables iptables-save ip6tables ip6tables-save modprobe systemctl; do
        command -v "$c"
      done
      say out; say in link
      ip -o link show 2>/dev/null
      say out; say in addr
      ip -o addr show 2>/dev/null
      say out; say in route
      ip -4 route show default 2>/dev/null
      ip -6 route show default 2>/dev/null
      say out; say in sysctl
      grep -Hs . /proc/sys/net/ipv4/conf/*/arp_ignore /proc/sys/net/ipv4/conf/*/arp_announce \\
        /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/conf/*/promote_secondaries \\
        /proc/sys/net/ipv6/conf/lo/disable_ipv6
      say out
      [ -d /run/systemd/system ] && say mark systemd
      [ -d /run/systemd/netif/links ] && say mark networkd
      for f in /etc/netplan/*.yaml; do [ -f "$f" ] && { say mark netplan; break; }; done
      if [ -d /run/NetworkManager ]; then say nm "$(NetworkManager --version 2>/dev/null)"; fi
      if command -v ifup >/dev/null && grep -Eqs '^source(-directory)? .*interfaces\\.d' /etc/network/interfaces; then
        say mark ifupdown
      fi
      say in lonetwork
      grep -ls '^Name=lo *$' /etc/systemd/network/*.network /run/systemd/network/*.network \\
        /usr/lib/systemd/network/*.network /lib/systemd/network/*.network 2>/dev/null
      say out; say in sysctld
      grep -Hs 'arp_ignore\\|arp_announce' /etc/sysctl.conf /etc/sysctl.d/*.conf
      say out
      if [ -r "$U" ]; then
        tag undo < "$U"
        while IFS='\t' read -r k p _; do
          case "$k" in file-*) show "$p";; esac
        done < "$U"
      fi
      for p in @PATHS@; do show "$p"; done
      for p in /etc/systemd/network/*.network.d/lvs-director.conf; do show "$p"; done
      if [ @RULES@ = yes ] || grep -Eqs '^(rule|nft)-' "$U"; then
        command -v arptables-save >/dev/null && arptables-save 2>/dev/null | grep '^-A ' | tag rule-arptables
        command -v iptables-save >/dev/null && iptables-save -t nat 2>/dev/null | grep '^-A ' | tag rule-iptables
        command -v ip6tables-save >/dev/null && ip6tables-save -t nat 2>/dev/null | grep '^-A ' | tag rule-ip6tables
        for f in arp ip ip6; do command -v nft >/dev/null && nft list table $f lvs_director 2>/dev/null | tag nft-$f; done
      fi
      say end facts
      }
      """;

  private FactsScript() {}

  /** The function's definition; {@code lvsd_facts "$1"} calls it with the SSH connection's ends. */
  static String definition(boolean rules) {
    return BODY.replace("@UNDO@", ManagedPaths.UNDO)
        .replace("@PATHS@", String.join(" ", PATHS))
        .replace("@RULES@", rules ? "yes" : "no");
  }

  /**
   * The whole script.
   *
   * @param rules whether packet filter rules are of interest; reading them can load kernel modules,
   *     so only when a method needs it
   */
  public static String text(boolean rules) {
    return Preamble.TEXT + definition(rules) + "lvsd_facts \"$1\" </dev/null\n";
  }
}
