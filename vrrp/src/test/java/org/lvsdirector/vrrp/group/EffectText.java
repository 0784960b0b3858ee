package org.lvsdirector.vrrp.group;

import java.util.List;
import java.util.stream.Collectors;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Advertisement;

/** Effects as the scripts write them. */
final class EffectText {
  private EffectText() {}

  static String of(VrrpEffect effect) {
    return effect.instance() + " " + body(effect);
  }

  private static String body(VrrpEffect effect) {
    return switch (effect) {
      case VrrpEffect.SendAdvert e -> "send advert " + advert(e.advertisement());
      case VrrpEffect.AddAddress e -> "address add " + AddressKey.of(e.address());
      case VrrpEffect.RemoveAddress e -> "address del " + AddressKey.of(e.address());
      case VrrpEffect.AddRoute e -> "route add " + e.route().destination();
      case VrrpEffect.RemoveRoute e -> "route del " + e.route().destination();
      case VrrpEffect.AddRule e -> "rule add " + e.rule().priority();
      case VrrpEffect.RemoveRule e -> "rule del " + e.rule().priority();
      case VrrpEffect.Announce e -> "send garp " + vips(e.addresses()) + " x" + e.rounds();
      case VrrpEffect.AnnounceSource e -> "send garp of own " + Addresses.text(e.source());
      case VrrpEffect.Firewall e -> (e.blocked() ? "block " : "unblock ") + vips(e.addresses());
      case VrrpEffect.Transition e -> e.from() + " -> " + e.to() + ": " + e.reason();
      case VrrpEffect.Notify e -> "notify " + e.state() + " " + e.priority();
      case VrrpEffect.NotifyGroup e -> "notify group " + e.state();
      case VrrpEffect.PriorityMoved e ->
          "priority " + e.from() + " -> " + e.to() + " in " + e.state();
      case VrrpEffect.LowerPriorityHeard e ->
          "lower priority %d from %s".formatted(e.priority(), Addresses.text(e.source()));
      case VrrpEffect.SplitBrain e -> "split brain with " + e.other() + ": " + e.cause();
      case VrrpEffect.SplitBrainHealed e -> "split brain with " + e.other() + " is over";
      case VrrpEffect.Said e -> "say " + e.text();
    };
  }

  private static String advert(Advertisement ad) {
    return "vrid=%d priority=%d interval=%d vips=%s"
        .formatted(
            ad.vrid(),
            ad.priority(),
            ad.intervalUnits(),
            ad.addresses().stream().map(Addresses::text).collect(Collectors.joining(",")));
  }

  private static String vips(List<VipAddress> addresses) {
    return addresses.stream()
        .map(a -> Addresses.text(a.address()))
        .collect(Collectors.joining(","));
  }
}
