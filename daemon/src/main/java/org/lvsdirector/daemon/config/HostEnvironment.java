package org.lvsdirector.daemon.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.LinkInfo;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.io.SystemEnvironment;
import org.lvsdirector.parser.model.IpPrefix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This host, with its interfaces asked of the kernel through netlink: files under /sys and the JDK
 * show another network namespace than the calling thread's.
 */
final class HostEnvironment implements Environment {
  private static final Logger LOG = LoggerFactory.getLogger(HostEnvironment.class);

  /** Modes of linux/if_link.h. */
  private static final int MACVLAN_MODE_PRIVATE = 1;

  private static final int IPVLAN_MODE_L2 = 0;

  private final Environment system = new SystemEnvironment();
  private @Nullable Network network;

  /** Names and addresses at one moment, read when first asked for. */
  private record Network(Map<String, LinkInfo> links, List<LocalAddress> addresses) {}

  private Network network() {
    if (network == null) {
      network = readNetwork();
    }
    return network;
  }

  private static Network readNetwork() {
    Map<Integer, String> names = new HashMap<>();
    Map<String, LinkInfo> links = new HashMap<>();
    List<LocalAddress> addresses = new ArrayList<>();
    try (RtNetlink kernel = RtNetlink.open()) {
      for (LinkInfo link : kernel.links()) {
        names.put(link.index(), link.name());
        links.put(link.name(), link);
      }
      for (AddressInfo address : kernel.addresses()) {
        String name = names.get(address.interfaceIndex());
        if (name != null) {
          addresses.add(
              new LocalAddress(name, new IpPrefix(address.address(), address.prefixLength())));
        }
      }
    } catch (LinuxException e) {
      LOG.warn("reading this host's interfaces: {}", e.getMessage());
    }
    return new Network(links, addresses);
  }

  @Override
  public boolean interfaceExists(String name) {
    return network().links().containsKey(name);
  }

  @Override
  public int mtu(String interfaceName) {
    LinkInfo link = network().links().get(interfaceName);
    return link == null ? system.mtu(interfaceName) : (int) Math.min(link.mtu(), Integer.MAX_VALUE);
  }

  @Override
  public boolean interfaceIs(String name, LinkKind kind) {
    LinkInfo link = network().links().get(name);
    if (link == null) {
      return false;
    }
    String wanted = kind == LinkKind.L2_IPVLAN ? "ipvlan" : "macvlan";
    int mode = kind == LinkKind.L2_IPVLAN ? IPVLAN_MODE_L2 : MACVLAN_MODE_PRIVATE;
    return link.detail().kind().filter(wanted::equals).isPresent()
        && link.detail().mode().orElse(-1) == mode;
  }

  @Override
  public List<LocalAddress> localAddresses() {
    return network().addresses();
  }

  @Override
  public String hostName() {
    return system.hostName();
  }

  @Override
  public Optional<Account> user(String name) {
    return system.user(name);
  }

  @Override
  public OptionalInt group(String name) {
    return system.group(name);
  }

  @Override
  public Account self() {
    return system.self();
  }

  @Override
  public Optional<InetAddress> resolve(String host) {
    return system.resolve(host);
  }

  @Override
  public ScriptFacts script(String command, Account account) {
    return system.script(command, account);
  }

  @Override
  public OptionalLong routingName(RoutingTable table, String name, List<String> directories) {
    return system.routingName(table, name, directories);
  }

  @Override
  public int processors() {
    return system.processors();
  }

  @Override
  public Optional<SecretFile> secretFile(String path) {
    return system.secretFile(path);
  }

  @Override
  public boolean namespaceExists(String name) {
    return system.namespaceExists(name);
  }

  @Override
  public boolean watchable(String directory) {
    return system.watchable(directory);
  }
}
