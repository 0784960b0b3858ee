package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.OptionalLong;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.Statement;

/** Values that global_defs gives to VRRP instances that do not write their own. */
final class GlobalVrrpDefaultsPart implements GlobalDefsDecoder.Part {
  static final Range DELAY = Range.of(0, 4294);
  static final Range REPEAT = Range.of(0, Integer.MAX_VALUE);
  static final Range ADVERTS = Range.of(1, 100);
  static final Range VERSION = Range.of(2, 3);

  private final GlobalDefsDecoder in;
  private final GlobalDraft.VrrpDefaults d;

  GlobalVrrpDefaultsPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.d = global.vrrpDefaults;
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "vrrp_garp_master_delay" -> delay(s).ifPresent(v -> d.garpDelay = Duration.ofSeconds(v));
      case "vrrp_garp_master_repeat" -> atLeastOne(in, s).ifPresent(v -> d.garpRepeat = v);
      case "vrrp_garp_master_refresh" ->
          in.integer(s, 0, Range.UINT32).ifPresent(v -> d.garpRefresh = Duration.ofSeconds(v));
      case "vrrp_garp_master_refresh_repeat" ->
          atLeastOne(in, s).ifPresent(v -> d.garpRefreshRepeat = v);
      case "vrrp_garp_lower_prio_delay" ->
          delay(s).ifPresent(v -> d.lowerPrioDelay = Duration.ofSeconds(v));
      case "vrrp_garp_lower_prio_repeat" ->
          in.integer(s, 0, REPEAT).ifPresent(v -> d.lowerPrioRepeat = v);
      case "vrrp_min_garp" -> in.bool(s).ifPresent(v -> d.minGarp |= v);
      case "vrrp_garp_extra_if", "vrrp_vmac_garp_intvl" -> extra(s);
      case "vrrp_down_timer_adverts" ->
          in.integer(s, 0, ADVERTS).ifPresent(v -> d.downTimerAdverts = (int) v);
      case "vrrp_version" -> in.integer(s, 0, VERSION).ifPresent(v -> d.version = (int) v);
      case "vrrp_check_unicast_src" -> d.checkUnicastSource = true;
      case "v3_checksum_as_v2" -> d.v3ChecksumAsV2 = true;
      default -> {
        return flag(s);
      }
    }
    return true;
  }

  private boolean flag(Statement s) {
    switch (s.keyword().text()) {
      case "vrrp_lower_prio_no_advert" -> in.bool(s).ifPresent(v -> d.lowerPrioNoAdvert = v);
      case "vrrp_higher_prio_send_advert" -> in.bool(s).ifPresent(v -> d.higherPrioSendAdvert = v);
      case "vrrp_skip_check_adv_addr" -> in.bool(s).ifPresent(v -> d.skipCheckAdvAddr = v);
      case "vrrp_strict" -> in.bool(s).ifPresent(v -> d.strict = v);
      case "vrrp_notify_priority_changes" -> in.bool(s).ifPresent(v -> d.notifyPriorityChanges = v);
      case "vrrp_owner_ignore_adverts" -> in.bool(s).ifPresent(v -> d.ownerIgnoreAdverts = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private OptionalLong delay(Statement s) {
    return in.integer(s, 0, DELAY);
  }

  /** A count of which 0 becomes 1, with a report. */
  static OptionalLong atLeastOne(BlockDecoder in, Statement s) {
    OptionalLong value = in.integer(s, 0, Range.UINT32);
    if (value.isPresent() && value.getAsLong() == 0) {
      in.warning(s, s.keyword().text() + ": 0 (expected at least 1), 1 is used");
      return OptionalLong.of(1);
    }
    return value;
  }

  private void extra(Statement s) {
    oldSpelling(in, s, "vrrp_vmac_garp_intvl", "vrrp_garp_extra_if");
    boolean all = BlockDecoder.text(s, 0).equals("all");
    OptionalLong value = in.integer(s, all ? 1 : 0, Range.of(1, 86400));
    if (value.isPresent()) {
      d.extraInterval = Duration.ofSeconds(value.getAsLong());
      d.extraAll = all;
    }
  }

  static void oldSpelling(BlockDecoder in, Statement s, String old, String now) {
    if (s.keyword().text().equals(old)) {
      in.out.warning(
          ErrorClass.DEPRECATED, s.range(), old + " is deprecated, write " + now + in.where());
    }
  }
}
