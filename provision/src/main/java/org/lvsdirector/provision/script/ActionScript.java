package org.lvsdirector.provision.script;

import java.util.List;
import org.lvsdirector.provision.plan.Action;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.NftTables;
import org.lvsdirector.provision.plan.RuleTool;
import org.lvsdirector.provision.plan.Values;

/** One action as lines of sh, with the helpers of {@link StepScript}. */
final class ActionScript {
  private static final String END = "LVSD-END-OF-FILE";

  private ActionScript() {}

  /** The action as it is done at apply, or as the way back. */
  static String of(Action action, boolean back) {
    // A device that is gone has no sysctl to restore; at apply a missing one is an error.
    if (back && action instanceof Action.SetSysctl a) {
      return command("unput", "/proc/sys/" + a.key(), a.value());
    }
    return of(action);
  }

  private static String of(Action action) {
    return switch (action) {
      case Action.SetSysctl a -> command("put", "/proc/sys/" + a.key(), a.value());
      case Action.AddAddress a -> address(a);
      case Action.DeleteAddress a -> command("deladdr", a.device(), a.cidr().toString());
      case Action.AddRule a -> "addrule " + rule(a.tool(), a.rule());
      case Action.DeleteRule a -> "delrule " + rule(a.tool(), "-D" + a.rule().substring(2));
      case Action.LoadNft a ->
          "out=$(nft -f - 2>&1 <<'"
              + END
              + "'\n"
              + text(NftTables.load(a.family(), a.rules()))
              + END
              + "\n) || fail \"nft: $out\"\n";
      case Action.DropNft a ->
          "nft delete table " + a.family().word() + " lvs_director >/dev/null 2>&1 || :\n";
      case Action.WriteFile a -> write(a);
      case Action.DeleteFile a -> command("run", "rm", "-f", a.path()) + reload(a.path());
      case Action.RestoreFile a ->
          command("back", a.path(), ManagedPaths.keptCopy(a.path())) + reload(a.path());
      case Action.MakeLink a ->
          command("run", "mkdir", "-p", a.path().substring(0, a.path().lastIndexOf('/')))
              + command("run", "ln", "-s", a.target(), a.path())
              + reload(a.path());
      case Action.TunnelUp a -> command("tunup", a.tunnel().device(), a.tunnel().module());
      case Action.TunnelDown a ->
          command(
              "tundown", a.tunnel().device(), a.tunnel().module(), a.unload() ? "unload" : "keep");
      case Action.SetDefaultRoute a ->
          command(
              "run",
              "ip",
              "route",
              "replace",
              "default",
              "via",
              Values.text(a.via()),
              "dev",
              a.device());
      case Action.DeleteDefaultRoute a -> command("delroute", Values.text(a.via()), a.device());
    };
  }

  private static String address(Action.AddAddress a) {
    Cidr cidr = a.cidr();
    return cidr.isV6()
        ? command("run", "ip", "-6", "addr", "replace", cidr.toString(), "dev", a.device(), "nodad")
        : command("run", "ip", "addr", "replace", cidr.toString(), "dev", a.device());
  }

  /**
   * The rule's words stand apart; {@link Values#rule} lets no other than plain characters through.
   */
  private static String rule(RuleTool tool, String rule) {
    StringBuilder out = new StringBuilder(tool.word());
    if (tool != RuleTool.ARPTABLES) {
      out.append(" -t nat");
    }
    for (String word : rule.split(" ")) {
      out.append(' ').append(Shell.quote(word));
    }
    return out.append('\n').toString();
  }

  private static String write(Action.WriteFile a) {
    String keep =
        switch (a.keep()) {
          case NOTHING -> "";
          case ORIGINAL -> command("aside", a.path(), ManagedPaths.keptCopy(a.path()), "original");
          case CHANGED -> command("aside", a.path(), ManagedPaths.keptCopy(a.path()), "changed");
        };
    return keep
        + command("place", a.path(), a.mode()).strip()
        + " <<'"
        + END
        + "'\n"
        + text(a.lines())
        + END
        + "\n"
        + reload(a.path());
  }

  private static String reload(String path) {
    return path.startsWith("/etc/systemd/system/") ? "reload\n" : "";
  }

  private static String text(List<String> lines) {
    if (lines.contains(END)) {
      throw new IllegalArgumentException("a line of the file is the script's own end mark");
    }
    return String.join("\n", lines) + "\n";
  }

  private static String command(String... words) {
    StringBuilder out = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      out.append(' ').append(Shell.quote(words[i]));
    }
    return out.append('\n').toString();
  }
}
