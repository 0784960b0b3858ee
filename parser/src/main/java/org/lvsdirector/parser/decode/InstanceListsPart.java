package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.syntax.Statement;

/** The value blocks of an instance: addresses, routes, rules, trackers. */
final class InstanceListsPart implements GlobalDefsDecoder.Part {
  private final InstanceDecoder in;
  private final VrrpDraft.Context context;
  private final InstanceDraft vi;

  InstanceListsPart(InstanceDecoder in, VrrpDraft.Context context, InstanceDraft vi) {
    this.in = in;
    this.context = context;
    this.vi = vi;
  }

  @Override
  public boolean accept(Statement s) {
    String where = in.where();
    switch (s.keyword().text()) {
      case "virtual_ipaddress" -> s.children().forEach(line -> address(line, vi.vips, true));
      case "virtual_ipaddress_excluded" ->
          s.children().forEach(line -> address(line, vi.excluded, false));
      case "virtual_routes" ->
          s.children()
              .forEach(
                  line ->
                      new RouteLine(context, line, false, where).route().ifPresent(vi.routes::add));
      case "virtual_rules" ->
          s.children()
              .forEach(
                  line ->
                      new RuleLine(context, line, false, where).rule().ifPresent(vi.rules::add));
      default -> {
        return TrackLines.accept(context, s, vi.tracking, where);
      }
    }
    return true;
  }

  private void address(Statement line, List<VipAddress> into, boolean advertised) {
    Optional<VipAddress> parsed =
        new AddressLine(context, line, in.where())
            .parse(Optional.ofNullable(vi.interfaceName), false);
    if (parsed.isEmpty()) {
      return;
    }
    VipAddress address = parsed.get();
    if (advertised && !vi.takeFamily(AddressFamily.of(address.address()))) {
      in.error(
          line,
          "virtual_ipaddress "
              + AddressText.of(address.address())
              + " is not of the instance's family, ignored");
      return;
    }
    if (vi.addressesSeen.add(new IpPrefix(address.address(), address.prefixLength()))) {
      into.add(address);
    } else {
      in.error(line, "address " + AddressText.of(address.address()) + " is written again, ignored");
    }
  }
}
