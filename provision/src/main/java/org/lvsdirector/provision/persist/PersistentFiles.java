package org.lvsdirector.provision.persist;

import java.util.List;
import org.lvsdirector.provision.plan.Cidr;
import org.lvsdirector.provision.plan.FileSeal;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/**
 * Adds the wants for files. Addresses on lo are kept by the server's own network system; everything
 * that needs a rule, a tunnel or another interface is kept by one systemd unit, since only one
 * place can keep "rule before address".
 */
public final class PersistentFiles {
  private PersistentFiles() {}

  /** Adds the files for all that is wanted so far. */
  public static void add(Wants wants, Persistence asked, HostFacts facts) {
    boolean anything = wants.inOrder().stream().anyMatch(PersistentFiles::needsKeeping);
    if (!anything) {
      return;
    }
    if (asked == Persistence.NONE) {
      wants.note(
          "nothing is written to files: these settings are lost at the next boot of the server");
      return;
    }
    Persistence way = asked == Persistence.AUTO ? detect(facts, wants.onlyAddressesOnLo()) : asked;
    List<Want.SysctlIs> sysctls =
        wants.sysctls().stream().filter(s -> !s.key().contains("tunl0")).toList();
    if (!sysctls.isEmpty()) {
      file(
          wants,
          Wants.Phase.QUIET_KEPT,
          ManagedPaths.SYSCTL,
          "0644",
          sysctlLines(sysctls),
          "the silence outlives a boot");
    }
    if (way == Persistence.NONE) {
      wants.note(
          "no systemd and no network system that is known here: all but the sysctls is lost at the next boot of the server");
      return;
    }
    if (!wants.onlyAddressesOnLo()) {
      if (way != Persistence.SYSTEMD && asked != Persistence.AUTO) {
        wants.note(
            "this method is kept by a systemd unit, not by "
                + way.word()
                + ": only a unit keeps rules before addresses");
      }
      unit(wants, facts);
    } else if (!wants.loAddresses().isEmpty()) {
      addresses(wants, way, facts);
    }
  }

  private static boolean needsKeeping(Want want) {
    return switch (want) {
      case Want.SysctlIs _,
          Want.AddressOn _,
          Want.RulePresent _,
          Want.NftHolds _,
          Want.TunnelIsUp _ ->
          true;
      case Want.DefaultRouteVia w -> w.keep();
      case Want.AddressGone _, Want.FileIs _, Want.LinkIs _ -> false;
    };
  }

  private static Persistence detect(HostFacts facts, boolean lo) {
    if (lo) {
      for (Persistence way :
          List.of(
              Persistence.NETPLAN,
              Persistence.NETWORKMANAGER,
              Persistence.NETWORKD,
              Persistence.IFUPDOWN)) {
        if (facts.marks().contains(way.word())) {
          return way;
        }
      }
    }
    return facts.marks().contains("systemd") ? Persistence.SYSTEMD : Persistence.NONE;
  }

  private static List<String> sysctlLines(List<Want.SysctlIs> sysctls) {
    return sysctls.stream().map(s -> s.key() + " = " + s.value()).toList();
  }

  private static void addresses(Wants wants, Persistence way, HostFacts facts) {
    List<Cidr> list = wants.loAddresses();
    String why = "the address outlives a boot";
    switch (way) {
      case NETPLAN ->
          file(
              wants,
              Wants.Phase.SERVE_KEPT,
              ManagedPaths.NETPLAN,
              "0600",
              NetworkFiles.netplan(list),
              why);
      case NETWORKD -> networkd(wants, facts, list, why);
      case NETWORKMANAGER ->
          file(
              wants,
              Wants.Phase.SERVE_KEPT,
              ManagedPaths.NETWORKMANAGER,
              "0600",
              NetworkFiles.networkManager(list),
              why);
      case IFUPDOWN ->
          file(
              wants,
              Wants.Phase.SERVE_KEPT,
              ManagedPaths.IFUPDOWN,
              "0644",
              NetworkFiles.ifupdown(list),
              why);
      case SYSTEMD, AUTO -> unit(wants, facts);
      case NONE -> {
        // Said above: there is no place to keep them.
      }
    }
  }

  /**
   * Where another file configures lo already, ours becomes a drop-in of it: only one .network file
   * counts for a link.
   */
  private static void networkd(Wants wants, HostFacts facts, List<Cidr> list, String why) {
    String other = facts.hint("lonetwork").filter(p -> !p.equals(ManagedPaths.NETWORKD)).orElse("");
    if (other.isEmpty()) {
      file(
          wants,
          Wants.Phase.SERVE_KEPT,
          ManagedPaths.NETWORKD,
          "0644",
          NetworkFiles.networkd(list, true),
          why);
    } else {
      String name = other.substring(other.lastIndexOf('/') + 1);
      String dropIn = "/etc/systemd/network/" + name + ".d/lvs-director.conf";
      file(wants, Wants.Phase.SERVE_KEPT, dropIn, "0644", NetworkFiles.networkd(list, false), why);
    }
  }

  private static void unit(Wants wants, HostFacts facts) {
    UnitFile unit = new UnitFile(wants, facts);
    String why = "a oneshot unit does all of this at boot, silence first";
    unit.nftLines()
        .ifPresent(
            l ->
                file(
                    wants,
                    Wants.Phase.QUIET_KEPT,
                    UnitFile.NFT_PATH,
                    "0644",
                    l,
                    "the rules that the unit loads at boot"));
    file(wants, Wants.Phase.SERVE_KEPT, ManagedPaths.UNIT, "0644", unit.lines(), why);
    wants.add(
        Wants.Phase.SERVE_KEPT,
        new Want.LinkIs(ManagedPaths.UNIT_LINK, ManagedPaths.UNIT, "the unit is started at boot"));
  }

  private static void file(
      Wants wants, Wants.Phase phase, String path, String mode, List<String> body, String why) {
    wants.add(phase, new Want.FileIs(path, mode, FileSeal.seal(body), why));
  }
}
