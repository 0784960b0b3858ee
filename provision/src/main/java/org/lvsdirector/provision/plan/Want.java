package org.lvsdirector.provision.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** One thing that shall be so on a server, with the reason that the plan prints. */
public sealed interface Want {

  /** Why, in a sentence without a full stop. */
  String reason();

  /** What, in a few words. */
  String describe();

  /**
   * A sysctl has one of the accepted values.
   *
   * @param key in slash form
   * @param value what is written when none of the accepted is found
   * @param accepted values that do as well, {@code value} among them
   * @param reason why
   */
  record SysctlIs(String key, String value, Set<String> accepted, String reason) implements Want {
    /** Copies the set. */
    public SysctlIs {
      accepted = Set.copyOf(accepted);
    }

    @Override
    public String describe() {
      return key.replace('/', '.') + " = " + value;
    }
  }

  /** An address is on a device. */
  record AddressOn(String device, Cidr cidr, String reason) implements Want {
    @Override
    public String describe() {
      return cidr + " on " + device;
    }
  }

  /** An address is not on the device in this form. */
  record AddressGone(String device, Cidr cidr, String reason) implements Want {
    @Override
    public String describe() {
      return "no " + cidr + " on " + device;
    }
  }

  /** A rule is present. */
  record RulePresent(RuleTool tool, String rule, String reason) implements Want {
    @Override
    public String describe() {
      return tool.word() + " " + rule;
    }
  }

  /** Our nft table holds exactly these rules. */
  record NftHolds(NftFamily family, List<String> rules, String reason) implements Want {
    /** Copies the list. */
    public NftHolds {
      rules = List.copyOf(rules);
    }

    @Override
    public String describe() {
      return "nft table " + family.word() + " lvs_director: " + String.join("; ", rules);
    }
  }

  /** A file of ours has this content (header included). */
  record FileIs(String path, String mode, List<String> lines, String reason) implements Want {
    /** Copies the lines. */
    public FileIs {
      lines = List.copyOf(lines);
    }

    @Override
    public String describe() {
      return path;
    }
  }

  /** A symbolic link stands. */
  record LinkIs(String path, String target, String reason) implements Want {
    @Override
    public String describe() {
      return path + " -> " + target;
    }
  }

  /** A tunnel device is there and up. */
  record TunnelIsUp(Tunnel tunnel, String reason) implements Want {
    @Override
    public String describe() {
      return tunnel.device() + " up";
    }
  }

  /**
   * The default route goes to the director.
   *
   * @param via the director's address
   * @param device the interface towards it
   * @param change whether the operator asked for the change; otherwise a difference is only told
   * @param keep whether it outlives a boot: asked for now, or kept since it was asked for
   * @param reason why
   */
  record DefaultRouteVia(
      InetAddress via, String device, boolean change, boolean keep, String reason) implements Want {
    /** The words after {@code ip} that make the route, as the unit has them. */
    public String command() {
      return "route replace default via " + Values.text(via) + " dev " + device;
    }

    @Override
    public String describe() {
      return "default route via " + Values.text(via);
    }
  }
}
