package org.lvsdirector.provision.plan;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lvs-director changed on a server, oldest first, with the way back of each change. It lies on
 * the server itself ({@link ManagedPaths#UNDO}), so any director, or a person with an editor, can
 * take everything back.
 *
 * @param entries the changes, oldest first
 * @param unreadable lines that no version of ours wrote
 */
public record UndoRecord(List<Entry> entries, List<String> unreadable) {

  /**
   * One change.
   *
   * @param id what was changed, such as {@code sysctl net/ipv4/conf/all/arp_ignore}: one entry for
   *     each, the oldest wins
   * @param back the action that restores
   * @param set for sysctls the value that we wrote; if it is another by now, somebody else has
   *     taken over and it is left alone
   */
  public record Entry(String id, Action back, Optional<String> set) {
    /** The line in the record. */
    public String line() {
      return ActionLines.write(back) + set.map(v -> "\tset=" + v).orElse("");
    }
  }

  /** Copies both lists. */
  public UndoRecord {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads the lines; comments and empty lines are skipped. */
  public static UndoRecord parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        entries.add(entry(line));
      } catch (IllegalArgumentException e) {
        bad.add(line);
      }
    }
    return new UndoRecord(entries, bad);
  }

  /** The entry for a change whose way back is given. */
  public static Entry entry(Action back, Optional<String> set) {
    return new Entry(id(back), back, set);
  }

  /** Whether a change to the same thing is already recorded. */
  public boolean knows(String id) {
    return entries.stream().anyMatch(e -> e.id().equals(id));
  }

  private static Entry entry(String line) {
    int at = line.lastIndexOf("\tset=");
    Optional<String> set =
        at < 0 ? Optional.empty() : Optional.of(Values.number(line.substring(at + 5)));
    return entry(ActionLines.read(at < 0 ? line : line.substring(0, at)), set);
  }

  /** What an action is about, the same for an action and its way back. */
  public static String id(Action action) {
    return switch (action) {
      case Action.SetSysctl a -> "sysctl " + a.key();
      case Action.AddAddress a -> "address " + a.device() + " " + a.cidr();
      case Action.DeleteAddress a -> "address " + a.device() + " " + a.cidr();
      case Action.AddRule a -> "rule " + a.tool().word() + " " + a.rule();
      case Action.DeleteRule a -> "rule " + a.tool().word() + " " + a.rule();
      case Action.LoadNft a -> "nft " + a.family().word();
      case Action.DropNft a -> "nft " + a.family().word();
      case Action.WriteFile a -> "file " + a.path();
      case Action.DeleteFile a -> "file " + a.path();
      case Action.RestoreFile a -> "file " + a.path();
      case Action.MakeLink a -> "file " + a.path();
      case Action.TunnelUp a -> "tunnel " + a.tunnel().device();
      case Action.TunnelDown a -> "tunnel " + a.tunnel().device();
      case Action.SetDefaultRoute a -> routeId(a.via());
      case Action.DeleteDefaultRoute a -> routeId(a.via());
    };
  }

  private static String routeId(InetAddress via) {
    return "route " + (via instanceof Inet6Address ? "6" : "4");
  }
}
