package org.lvsdirector.provision.plan;

import java.net.InetAddress;
import java.util.List;

/**
 * One change to a server, small enough that it happens or does not. Constructors let only validated
 * values through ({@link Values}).
 */
public sealed interface Action {

  /** One line for the operator. */
  String describe();

  /** Writes a sysctl through /proc/sys, so that dots in interface names do no harm. */
  record SetSysctl(String key, String value) implements Action {
    /** Checks key and value. */
    public SetSysctl {
      Values.sysctlKey(key);
      Values.number(value);
    }

    @Override
    public String describe() {
      return "sysctl " + key.replace('/', '.') + " = " + value;
    }
  }

  /** Adds an address; adding what is there is success. */
  record AddAddress(String device, Cidr cidr) implements Action {
    /** Checks the interface name. */
    public AddAddress {
      Values.device(device);
    }

    @Override
    public String describe() {
      return "add address " + cidr + " to " + device;
    }
  }

  /** Removes an address; removing what is not there is success. */
  record DeleteAddress(String device, Cidr cidr) implements Action {
    /** Checks the interface name. */
    public DeleteAddress {
      Values.device(device);
    }

    @Override
    public String describe() {
      return "remove address " + cidr + " from " + device;
    }
  }

  /** Appends a rule of arptables, iptables or ip6tables (the latter two in table nat). */
  record AddRule(RuleTool tool, String rule) implements Action {
    /** Checks the rule's characters and that it is an append. */
    public AddRule {
      Values.rule(rule);
      if (!rule.startsWith("-A ")) {
        throw new IllegalArgumentException("rule \"" + rule + "\" is not an append");
      }
    }

    @Override
    public String describe() {
      return "add " + tool.word() + " rule " + rule;
    }
  }

  /** Removes one rule, given in its append form; removing what is not there is success. */
  record DeleteRule(RuleTool tool, String rule) implements Action {
    /** Checks the rule's characters. */
    public DeleteRule {
      Values.rule(rule);
    }

    @Override
    public String describe() {
      return "remove " + tool.word() + " rule " + rule;
    }
  }

  /** Puts our own nft table in place, whole, in one transaction. */
  record LoadNft(NftFamily family, List<String> rules) implements Action {
    /** Copies and checks the rules. */
    public LoadNft {
      rules = List.copyOf(rules);
      rules.forEach(Values::line);
    }

    @Override
    public String describe() {
      return "load nft table "
          + family.word()
          + " lvs_director with "
          + rules.size()
          + " rule"
          + (rules.size() == 1 ? "" : "s");
    }
  }

  /** Removes our own nft table. */
  record DropNft(NftFamily family) implements Action {
    @Override
    public String describe() {
      return "remove nft table " + family.word() + " lvs_director";
    }
  }

  /**
   * Writes a file whole: beside it first, then by rename. A present file of other hands is copied
   * away before.
   */
  record WriteFile(String path, String mode, List<String> lines, Keep keep) implements Action {
    /** What happens to a file that stands there already. */
    public enum Keep {
      /** It is ours and goes. */
      NOTHING,
      /** It was there before us: kept so that undo can put it back. */
      ORIGINAL,
      /** It was ours and somebody changed it: kept for a person to look at. */
      CHANGED
    }

    /** Copies and checks path, mode and lines. */
    public WriteFile {
      Values.path(path);
      lines = List.copyOf(lines);
      lines.forEach(Values::line);
      if (!mode.equals("0644") && !mode.equals("0600")) {
        throw new IllegalArgumentException("file mode " + mode);
      }
    }

    @Override
    public String describe() {
      return "write "
          + path
          + (keep == Keep.NOTHING
              ? ""
              : " (the present file is kept in " + ManagedPaths.KEPT + ")");
    }
  }

  /** Removes a file or link; removing what is not there is success. */
  record DeleteFile(String path) implements Action {
    /** Checks the path. */
    public DeleteFile {
      Values.path(path);
    }

    @Override
    public String describe() {
      return "remove " + path;
    }
  }

  /** Puts back the copy that was kept of a file. */
  record RestoreFile(String path) implements Action {
    /** Checks the path. */
    public RestoreFile {
      Values.path(path);
    }

    @Override
    public String describe() {
      return "restore " + path + " from " + ManagedPaths.keptCopy(path);
    }
  }

  /** Makes a symbolic link, as {@code systemctl enable} does. */
  record MakeLink(String path, String target) implements Action {
    /** Checks both paths. */
    public MakeLink {
      Values.path(path);
      Values.path(target);
    }

    @Override
    public String describe() {
      return "link " + path + " to " + target;
    }
  }

  /** Loads the tunnel module if needed and sets its device up. */
  record TunnelUp(Tunnel tunnel) implements Action {
    @Override
    public String describe() {
      return "set " + tunnel.device() + " up (module " + tunnel.module() + ")";
    }
  }

  /** Sets the tunnel device down, and unloads its module where we had loaded it. */
  record TunnelDown(Tunnel tunnel, boolean unload) implements Action {
    @Override
    public String describe() {
      return "set " + tunnel.device() + " down" + (unload ? " and unload " + tunnel.module() : "");
    }
  }

  /** Replaces the default route of the address's family. */
  record SetDefaultRoute(InetAddress via, String device) implements Action {
    /** Checks the interface name. */
    public SetDefaultRoute {
      Values.device(device);
    }

    @Override
    public String describe() {
      return "default route via " + Values.text(via) + " dev " + device;
    }
  }

  /** Removes one default route. */
  record DeleteDefaultRoute(InetAddress via, String device) implements Action {
    /** Checks the interface name. */
    public DeleteDefaultRoute {
      Values.device(device);
    }

    @Override
    public String describe() {
      return "remove default route via " + Values.text(via) + " dev " + device;
    }
  }
}
