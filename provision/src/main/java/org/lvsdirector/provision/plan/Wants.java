package org.lvsdirector.provision.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects wants in the phases whose order keeps a server silent at every moment. Built by one
 * thread, read once.
 */
public final class Wants {
  /** The phases, in order of apply; undo runs them backwards. */
  public enum Phase {
    /** Devices that later phases name. Without addresses they change nothing. */
    DEVICE,
    /** ARP is silenced. */
    QUIET,
    /** The silence outlives a boot. */
    QUIET_KEPT,
    /** Addresses and redirects: from here on the server takes packets for the virtual address. */
    SERVE,
    /** The same outlives a boot. */
    SERVE_KEPT,
    /** Addresses that stand in the wrong place go. */
    CLEAN
  }

  private final Map<Phase, Set<Want>> wants = new EnumMap<>(Phase.class);
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private final Set<String> refusals = new LinkedHashSet<>();

  /** An empty collection. */
  public Wants() {
    for (Phase phase : Phase.values()) {
      wants.put(phase, new LinkedHashSet<>());
    }
  }

  /** Adds a want; the same want twice counts once. */
  public void add(Phase phase, Want want) {
    wants.getOrDefault(phase, new LinkedHashSet<>()).add(want);
  }

  /** Adds a remark for the operator. */
  public void note(String text) {
    notes.add(text);
  }

  /** Adds a reason why the plan is not enough. */
  public void problem(String text) {
    problems.add(text);
  }

  /** Adds a reason why the server must not be touched at all. */
  public void refuse(String text) {
    refusals.add(text);
  }

  /** The reasons why the server must not be touched. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** All wants in the order of their phases. */
  public List<Want> inOrder() {
    List<Want> all = new ArrayList<>();
    wants.values().forEach(all::addAll);
    return all;
  }

  /** The wants of one phase. */
  public List<Want> of(Phase phase) {
    return List.copyOf(wants.getOrDefault(phase, Set.of()));
  }

  /** The remarks. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The problems. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The sysctls of all phases. */
  public List<Want.SysctlIs> sysctls() {
    return pick(Want.SysctlIs.class);
  }

  /** The addresses of all phases. */
  public List<Want.AddressOn> addresses() {
    return pick(Want.AddressOn.class);
  }

  /**
   * Whether every wanted address is on lo and nothing else but sysctls is needed: then the server's
   * own network system can keep it.
   */
  public boolean onlyAddressesOnLo() {
    return inOrder().stream()
        .allMatch(
            want ->
                switch (want) {
                  case Want.AddressOn w -> w.device().equals("lo");
                  case Want.SysctlIs _, Want.AddressGone _, Want.FileIs _, Want.LinkIs _ -> true;
                  case Want.RulePresent _,
                      Want.NftHolds _,
                      Want.TunnelIsUp _,
                      Want.DefaultRouteVia _ ->
                      false;
                });
  }

  /** The wants of one kind, in order. */
  public <T extends Want> List<T> pick(Class<T> kind) {
    return inOrder().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The tunnels that are used. */
  public List<Tunnel> tunnels() {
    return pick(Want.TunnelIsUp.class).stream().map(Want.TunnelIsUp::tunnel).toList();
  }

  /** The wanted addresses on lo. */
  public List<Cidr> loAddresses() {
    return addresses().stream()
        .filter(a -> a.device().equals("lo"))
        .map(Want.AddressOn::cidr)
        .toList();
  }
}
