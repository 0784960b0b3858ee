package org.lvsdirector.parser.decode;

import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.Environment.LinkKind;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VirtualLink.IpvlanMode;
import org.lvsdirector.parser.syntax.Statement;

/** VMAC and ipvlan of an instance (keepalived reference, VRRP 17). */
final class InstanceLinkPart implements GlobalDefsDecoder.Part {
  private static final int NAME_LENGTH = 15;

  private final InstanceDecoder in;
  private final VrrpDraft.Context context;
  private final InstanceDraft vi;

  InstanceLinkPart(InstanceDecoder in, VrrpDraft.Context context, InstanceDraft vi) {
    this.in = in;
    this.context = context;
    this.vi = vi;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "use_vmac" -> vmac(s);
      case "use_vmac_addr" -> vi.vmacForAddresses = true;
      case "vmac_xmit_base" -> vi.vmacXmitBase = true;
      case "use_ipvlan" -> ipvlan(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void vmac(Statement s) {
    vi.vmac = true;
    vi.ipvlan = null;
    for (int i = 0; i < s.args().size(); i++) {
      String word = BlockDecoder.text(s, i);
      switch (word) {
        case "netlink_notify_msg" -> vi.notifyNetlink = true;
        case "name" ->
            vi.linkName = ownName(s, ++i, LinkKind.PRIVATE_MACVLAN).or(() -> vi.linkName);
        case "group" -> vi.linkGroup = group(s, ++i);
        default -> {
          if (word.indexOf(':') > 0) {
            vi.mac = mac(s, word);
          } else {
            vmacName(s, i);
          }
        }
      }
    }
  }

  private void vmacName(Statement s, int index) {
    if (vi.linkName.isPresent()) {
      in.error(s, "use_vmac: the interface has a name already, the first one stays");
    } else {
      vi.linkName = ownName(s, index, LinkKind.PRIVATE_MACVLAN);
    }
  }

  /** A name that no other instance has, nor an interface that could not be this instance's. */
  private Optional<String> ownName(Statement s, int index, LinkKind kind) {
    Optional<String> name = name(s, index);
    if (name.isEmpty()) {
      return name;
    }
    String user = context.draft().linkNames.putIfAbsent(name.get(), vi.name);
    if (user != null && !user.equals(vi.name)) {
      in.error(
          s,
          s.keyword().text()
              + ": vrrp_instance "
              + user
              + " has the interface name "
              + name.get()
              + " already, name ignored");
      return Optional.empty();
    }
    Environment host = context.out().environment();
    if (host.interfaceExists(name.get()) && !host.interfaceIs(name.get(), kind)) {
      in.error(
          s,
          s.keyword().text()
              + ": interface "
              + name.get()
              + " exists and is not "
              + kind.described()
              + ", name ignored");
      return Optional.empty();
    }
    return name;
  }

  private Optional<String> name(Statement s, int index) {
    String name = BlockDecoder.text(s, index);
    boolean odd = name.isEmpty() || name.length() > NAME_LENGTH || name.indexOf('/') >= 0;
    if (odd || name.chars().anyMatch(Character::isWhitespace)) {
      in.error(
          s,
          s.keyword().text() + ": \"" + name + "\" is not an interface name of 1..15 characters");
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private OptionalLong group(Statement s, int index) {
    OptionalLong number =
        RoutingNames.number(context, Environment.RoutingTable.GROUPS, BlockDecoder.text(s, index));
    if (number.isEmpty()) {
      in.error(s, "group: \"" + BlockDecoder.text(s, index) + "\" is not known, ignored");
    }
    return number;
  }

  private Optional<Octets> mac(Statement s, String text) {
    String[] parts = text.split(":", -1);
    byte[] octets = new byte[6];
    boolean good = parts.length == 5 || parts.length == 6;
    for (int i = 0; good && i < parts.length; i++) {
      Numbers.Parsed octet = Numbers.integer(parts[i], 16);
      good = octet.whole() && octet.value() >= 0 && octet.value() <= 255;
      octets[i] = (byte) octet.value();
    }
    if (!good || (octets[0] & 1) != 0) {
      in.error(s, "use_vmac: \"" + text + "\" is not a unicast MAC of 5 or 6 octets, ignored");
      return vi.mac;
    }
    vi.macShort = parts.length == 5;
    return Optional.of(Octets.of(octets));
  }

  private void ipvlan(Statement s) {
    vi.vmac = false;
    Optional<String> name = Optional.empty();
    Optional<IpPrefix> address = Optional.empty();
    IpvlanMode mode = IpvlanMode.BRIDGE;
    OptionalLong group = OptionalLong.empty();
    for (int i = 0; i < s.args().size(); i++) {
      String word = BlockDecoder.text(s, i);
      switch (word) {
        case "bridge" -> mode = IpvlanMode.BRIDGE;
        case "private" -> mode = IpvlanMode.PRIVATE;
        case "vepa" -> mode = IpvlanMode.VEPA;
        case "name" -> name = ownName(s, ++i, LinkKind.L2_IPVLAN);
        case "group" -> group = group(s, ++i);
        default -> {
          Optional<IpPrefix> prefix = Prefixes.parse(word);
          if (prefix.isEmpty()) {
            name = ownName(s, i, LinkKind.L2_IPVLAN);
          } else if (vi.takeFamily(AddressFamily.of(prefix.get().address()))) {
            address = prefix;
          } else {
            in.error(s, "use_ipvlan: " + word + " is not of the instance's family, ignored");
          }
        }
      }
    }
    vi.ipvlan = new VirtualLink.Ipvlan(name, address, mode, group);
  }
}
