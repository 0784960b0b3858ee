package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.Environment.RoutingTable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.Statement;

/** Reads one address line (keepalived reference, VRRP 16.1, parser 15). */
final class AddressLine {
  private static final int LABEL_LENGTH = 15;

  private final LineReader line;
  private @Nullable InetAddress address;
  private int length;
  private Optional<String> device = Optional.empty();
  private int scope;
  private @Nullable String broadcast;
  private Optional<String> label = Optional.empty();
  private Optional<IpPrefix> peer = Optional.empty();
  private boolean home;
  private boolean dad;
  private boolean managed;
  private boolean noPrefixRoute;
  private boolean autojoin;
  private boolean noTrack;
  private boolean useVmac;
  private boolean lifetimeWritten;
  private OptionalLong lifetime = OptionalLong.empty();
  private Optional<String> trackGroup = Optional.empty();

  AddressLine(VrrpDraft.Context context, Statement s, String where) {
    this.line = LineReader.ofAddress(context, s, where);
  }

  /** The address, or empty and reported if the line is not usable. */
  Optional<VipAddress> parse(Optional<String> defaultInterface, boolean isStatic) {
    readAddress(line.next());
    while (!line.failed && line.more()) {
      option(line.next(), isStatic);
    }
    Optional<InetAddress> brd = line.failed ? Optional.empty() : broadcast();
    onlyForIpv4();
    if (line.failed || address == null) {
      return Optional.empty();
    }
    if (isStatic && device.isEmpty()) {
      device = usableDefault(defaultInterface);
      if (device.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(address(address, defaultInterface, brd));
  }

  private Optional<String> usableDefault(Optional<String> name) {
    if (name.isPresent() && !line.context.interfaceUsable(name.get())) {
      line.context.missingInterface(line.s.range(), name.get(), line.where);
      return Optional.empty();
    }
    return name;
  }

  private VipAddress address(
      InetAddress ip, Optional<String> defaultInterface, Optional<InetAddress> brd) {
    boolean inet6 = AddressFamily.of(ip) == AddressFamily.INET6;
    OptionalLong preferred =
        !lifetimeWritten && inet6 && length == 128 ? OptionalLong.of(0) : lifetime;
    return new VipAddress(
        ip,
        length,
        device.or(() -> defaultInterface),
        scope,
        brd,
        label,
        peer.map(IpPrefix::address),
        peer.map(IpPrefix::length).orElse(length),
        new VipAddress.AddressFlags(home, inet6 && !dad, managed, noPrefixRoute, autojoin),
        preferred,
        noTrack,
        useVmac,
        trackGroup,
        line.s.range());
  }

  private void onlyForIpv4() {
    if (address == null || AddressFamily.of(address) == AddressFamily.INET) {
      return;
    }
    if (scope != 0) {
      line.error("scope is not for IPv6 addresses, ignored");
      scope = 0;
    }
    if (label.isPresent()) {
      line.error("label is not for IPv6 addresses, ignored");
      label = Optional.empty();
    }
  }

  private void readAddress(String word) {
    int slash = word.indexOf('/');
    Optional<InetAddress> ip = Literals.address(slash < 0 ? word : word.substring(0, slash));
    if (ip.isEmpty()) {
      line.drop("\"" + word + "\" is not an address");
      return;
    }
    address = ip.get();
    length = prefix(word, slash, AddressFamily.of(ip.get()).bits());
  }

  private int prefix(String word, int slash, int bits) {
    if (slash < 0) {
      return bits;
    }
    Numbers.Parsed number = Numbers.integer(word.substring(slash + 1), 10);
    if (!number.whole() || number.value() < 0 || number.value() > bits) {
      line.context
          .out()
          .error(
              ErrorClass.INVALID_NUMBER,
              line.s.range(),
              "prefix length of "
                  + word
                  + " (expected 0.."
                  + bits
                  + "), "
                  + bits
                  + " is used"
                  + line.where);
      return bits;
    }
    return (int) number.value();
  }

  private void option(String word, boolean isStatic) {
    switch (word) {
      case "dev" -> device();
      case "scope" -> scope = line.octet("scope", RoutingTable.SCOPES).orElse(scope);
      case "brd", "broadcast" -> broadcast = line.argument(word);
      case "label" -> label();
      case "peer" -> peer();
      case "home" -> home = true;
      case "-nodad" -> dad = true;
      case "mngtmpaddr" -> managed = true;
      case "noprefixroute" -> noPrefixRoute = true;
      case "autojoin" -> autojoin = true;
      case "no_track" -> noTrack = true;
      case "preferred_lft" -> lifetime();
      case "use_vmac" -> {
        if (isStatic) {
          unknown(word);
        } else {
          useVmac = true;
        }
      }
      case "track_group" -> {
        if (isStatic) {
          trackGroup = line.trackGroup();
        } else {
          unknown(word);
        }
      }
      default -> unknown(word);
    }
  }

  private void unknown(String word) {
    line.error("\"" + word + "\" is not an option of an address, ignored");
  }

  private void label() {
    String text = line.argument("label");
    if (text.length() > LABEL_LENGTH) {
      line.drop("label " + text + " is longer than 15 characters");
    } else {
      label = Optional.of(text);
    }
  }

  private void device() {
    if (device.isPresent()) {
      line.drop("dev is written twice");
    } else {
      device = line.device("dev");
    }
  }

  private void peer() {
    String word = line.argument("peer");
    if (line.failed || address == null) {
      return;
    }
    AddressFamily family = AddressFamily.of(address);
    Optional<InetAddress> other = Literals.address(word);
    if (peer.isPresent()) {
      line.error("peer is written twice, the first one stays");
    } else if (other.isEmpty() || AddressFamily.of(other.get()) != family) {
      line.error("peer: \"" + word + "\" is not an address of the same family, ignored");
    } else {
      if (length != family.bits()) {
        line.error("an address with a peer has no prefix length, /" + length + " is ignored");
        length = family.bits();
      }
      peer = Optional.of(new IpPrefix(other.get(), family.bits()));
    }
  }

  private void lifetime() {
    lifetimeWritten = true;
    if (line.peek().equals("forever")) {
      line.next();
      lifetime = OptionalLong.empty();
    } else {
      long seconds = line.number("preferred_lft", Range.UINT32, 0xffff_ffffL);
      lifetime = seconds == 0xffff_ffffL ? OptionalLong.empty() : OptionalLong.of(seconds);
    }
  }

  /**
   * The broadcast address: written, or worked out of {@code +} and {@code -}, which need a prefix
   * of at most 30 bits.
   */
  private Optional<InetAddress> broadcast() {
    if (broadcast == null || address == null) {
      return Optional.empty();
    }
    if (AddressFamily.of(address) == AddressFamily.INET6) {
      line.drop("broadcast does not exist for IPv6");
      return Optional.empty();
    }
    if (peer.isPresent()) {
      line.error("an address with a peer has no broadcast address, brd is ignored");
      return Optional.empty();
    }
    if (broadcast.equals("+") || broadcast.equals("-")) {
      if (length > 30) {
        line.error("brd " + broadcast + " needs a prefix length of at most 30, ignored");
        return Optional.empty();
      }
      return Optional.of(hostBits(address.getAddress(), broadcast.equals("+")));
    }
    Optional<InetAddress> written = Literals.ipv4(broadcast);
    if (written.isEmpty()) {
      line.drop("brd: \"" + broadcast + "\" is not an address");
    }
    return written;
  }

  private InetAddress hostBits(byte[] octets, boolean set) {
    for (int bit = length; bit < 32; bit++) {
      int mask = 0x80 >> bit % 8;
      octets[bit / 8] = (byte) (set ? octets[bit / 8] | mask : octets[bit / 8] & ~mask);
    }
    return Literals.ofBytes(octets);
  }
}
