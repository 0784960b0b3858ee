package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.OptionalLong;
import org.lvsdirector.parser.syntax.Statement;

/** Gratuitous ARP of an instance. */
final class InstanceGarpPart implements GlobalDefsDecoder.Part {
  private final InstanceDecoder in;
  private final InstanceDraft vi;

  InstanceGarpPart(InstanceDecoder in, InstanceDraft vi) {
    this.in = in;
    this.vi = vi;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "garp_master_delay" ->
          in.integer(s, 0, GlobalVrrpDefaultsPart.DELAY)
              .ifPresent(v -> vi.garpDelay = Duration.ofSeconds(v));
      case "garp_master_refresh" ->
          in.integer(s, 0, Range.UINT32).ifPresent(v -> vi.garpRefresh = Duration.ofSeconds(v));
      case "garp_master_repeat" ->
          GlobalVrrpDefaultsPart.atLeastOne(in, s).ifPresent(v -> vi.garpRepeat = v);
      case "garp_master_refresh_repeat" ->
          GlobalVrrpDefaultsPart.atLeastOne(in, s).ifPresent(v -> vi.garpRefreshRepeat = v);
      case "garp_lower_prio_delay" ->
          in.integer(s, 0, GlobalVrrpDefaultsPart.DELAY)
              .ifPresent(v -> vi.lowerPrioDelay = Duration.ofSeconds(v));
      case "garp_lower_prio_repeat" ->
          in.integer(s, 0, GlobalVrrpDefaultsPart.REPEAT).ifPresent(v -> vi.lowerPrioRepeat = v);
      case "garp_extra_if", "vmac_garp_intvl" -> extra(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void extra(Statement s) {
    GlobalVrrpDefaultsPart.oldSpelling(in, s, "vmac_garp_intvl", "garp_extra_if");
    boolean all = BlockDecoder.text(s, 0).equals("all");
    OptionalLong value = in.integer(s, all ? 1 : 0, Range.of(0, 86400));
    if (value.isPresent()) {
      vi.extraInterval = Duration.ofSeconds(value.getAsLong());
      vi.extraAll = all;
    }
  }
}
