package org.lvsdirector.parser.decode;

import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment;
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
        case "name" -> vi.linkName = name(s, ++i).or(() -> vi.linkName);
        case "group" -> vi.linkGroup = group(s, ++i);
        default -> {
          if (word.indexOf(':') > 0) {
            vi.mac = mac(s, word);
          } else {
            vi.linkName = name(s, i).or(() -> vi.linkName);
          }
        }
      }
    }
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
        case "name" -> name = name(s, ++i);
        case "group" -> group = group(s, ++i);
        default -> {
          Optional<IpPrefix> prefix = Prefixes.parse(word);
          if (prefix.isEmpty()) {
            name = name(s, i);
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
