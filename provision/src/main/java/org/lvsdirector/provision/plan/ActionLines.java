package org.lvsdirector.provision.plan;

import java.util.Locale;

/**
 * The way back of a change as one line of tab-separated words, for the undo record. Reading
 * validates as the constructors do.
 */
final class ActionLines {
  private ActionLines() {}

  static String write(Action action) {
    return switch (action) {
      case Action.SetSysctl a -> line("sysctl", a.key(), a.value());
      case Action.AddAddress a -> line("address-add", a.device(), a.cidr().toString());
      case Action.DeleteAddress a -> line("address-del", a.device(), a.cidr().toString());
      case Action.AddRule a -> line("rule-add", a.tool().word(), a.rule());
      case Action.DeleteRule a -> line("rule-del", a.tool().word(), a.rule());
      case Action.DropNft a -> line("nft-drop", a.family().word());
      case Action.DeleteFile a -> line("file-del", a.path());
      case Action.RestoreFile a -> line("file-restore", a.path());
      case Action.TunnelDown a ->
          line("tunnel-down", a.tunnel().name(), a.unload() ? "unload" : "keep");
      case Action.SetDefaultRoute a -> line("route-set", Values.text(a.via()), a.device());
      case Action.DeleteDefaultRoute a -> line("route-del", Values.text(a.via()), a.device());
      case Action.LoadNft _, Action.WriteFile _, Action.MakeLink _, Action.TunnelUp _ ->
          throw new IllegalArgumentException("never a way back: " + action.describe());
    };
  }

  static Action read(String line) {
    String[] w = line.split("\t", -1);
    return switch (w[0]) {
      case "sysctl" -> new Action.SetSysctl(word(w, 1), word(w, 2));
      case "address-add" -> new Action.AddAddress(word(w, 1), Cidr.parse(word(w, 2)));
      case "address-del" -> new Action.DeleteAddress(word(w, 1), Cidr.parse(word(w, 2)));
      case "rule-add" -> new Action.AddRule(tool(word(w, 1)), word(w, 2));
      case "rule-del" -> new Action.DeleteRule(tool(word(w, 1)), word(w, 2));
      case "nft-drop" -> new Action.DropNft(NftFamily.valueOf(word(w, 1).toUpperCase(Locale.ROOT)));
      case "file-del" -> new Action.DeleteFile(word(w, 1));
      case "file-restore" -> new Action.RestoreFile(word(w, 1));
      case "tunnel-down" ->
          new Action.TunnelDown(Tunnel.valueOf(word(w, 1)), word(w, 2).equals("unload"));
      case "route-set" -> new Action.SetDefaultRoute(Values.address(word(w, 1)), word(w, 2));
      case "route-del" -> new Action.DeleteDefaultRoute(Values.address(word(w, 1)), word(w, 2));
      default -> throw new IllegalArgumentException("unknown change " + w[0]);
    };
  }

  private static RuleTool tool(String word) {
    return RuleTool.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String word(String[] words, int index) {
    if (index >= words.length) {
      throw new IllegalArgumentException("too few words");
    }
    return words[index];
  }

  private static String line(String... words) {
    return String.join("\t", words);
  }
}
