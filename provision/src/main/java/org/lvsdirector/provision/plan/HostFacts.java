package org.lvsdirector.provision.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read from one server in one round trip.
 *
 * @param hostName its own name
 * @param tools programs found, name to path
 * @param links its interfaces
 * @param addresses its addresses
 * @param sysctls key in slash form to value
 * @param routes its default routes
 * @param files the files of ours or in our way, path to lines; absent paths do not exist
 * @param symlinks symbolic links, path to target
 * @param rules rules in their append form
 * @param nft the rules in our own nft tables
 * @param marks words that say what runs there: systemd, networkd, networkmanager, netplan, ifupdown
 * @param undo the undo record's lines
 * @param hints free facts by name, such as {@code ssh} and {@code lonetwork}
 */
public record HostFacts(
    String hostName,
    Map<String, String> tools,
    List<Link> links,
    List<HostAddress> addresses,
    Map<String, String> sysctls,
    List<DefaultRoute> routes,
    Map<String, List<String>> files,
    Map<String, String> symlinks,
    Map<RuleTool, List<String>> rules,
    Map<NftFamily, List<String>> nft,
    Set<String> marks,
    List<String> undo,
    Map<String, List<String>> hints) {

  /**
   * A network interface.
   *
   * @param name its name without the {@code @peer} part
   * @param mac its link-layer address, or empty text
   * @param up administratively up
   * @param arp false for devices that never speak ARP, such as dummy
   */
  public record Link(String name, String mac, boolean up, boolean arp) {}

  /** An address on an interface; secondary means that it goes when its primary goes. */
  public record HostAddress(String device, Cidr cidr, boolean secondary) {}

  /** A default route. */
  public record DefaultRoute(InetAddress via, String device) {}

  /** Copies everything. */
  public HostFacts {
    tools = Map.copyOf(tools);
    links = List.copyOf(links);
    addresses = List.copyOf(addresses);
    sysctls = Map.copyOf(sysctls);
    routes = List.copyOf(routes);
    files = Map.copyOf(files);
    symlinks = Map.copyOf(symlinks);
    rules = Map.copyOf(rules);
    nft = Map.copyOf(nft);
    marks = Set.copyOf(marks);
    undo = List.copyOf(undo);
    hints = Map.copyOf(hints);
  }

  /** Whether a program is there. */
  public boolean has(String tool) {
    return tools.containsKey(tool);
  }

  /** The devices that carry an address, in whatever prefix. */
  public List<HostAddress> carrying(InetAddress address) {
    return addresses.stream().filter(a -> a.cidr().address().equals(address)).toList();
  }

  /** Whether a device carries exactly this address with this prefix. */
  public boolean carries(String device, Cidr cidr) {
    return addresses.stream().anyMatch(a -> a.device().equals(device) && a.cidr().equals(cidr));
  }

  /** The interface by name. */
  public Optional<Link> link(String name) {
    return links.stream().filter(l -> l.name().equals(name)).findFirst();
  }

  /** The first hint of a name. */
  public Optional<String> hint(String name) {
    return hints.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The server's own end of the SSH connection that the facts came over, when it is known. */
  public Optional<InetAddress> sshServer() {
    return sshField(2);
  }

  /** The operator's end of the SSH connection that the facts came over, when it is known. */
  public Optional<InetAddress> sshClient() {
    return sshField(0);
  }

  private Optional<InetAddress> sshField(int index) {
    return hint("ssh")
        .map(line -> line.split(" "))
        .filter(words -> words.length == 4)
        .map(words -> words[index].replaceFirst("%.*", ""))
        .map(Values::address);
  }
}
