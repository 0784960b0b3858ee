package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.VrrpBehaviour.OldChecksum;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;
import org.lvsdirector.parser.syntax.Statement;

/** Reads a vrrp_instance block (keepalived reference, parser 14 to 19; VRRP 1). */
final class InstanceDecoder extends BlockDecoder {
  private static final Map<String, InitialState> STATES =
      Map.of("MASTER", InitialState.MASTER, "BACKUP", InitialState.BACKUP);
  private static final Range BYTE = Range.of(1, 255);
  private static final Range EXPIRED = Range.of(1, 254);
  private static final int INTERFACE_LENGTH = 15;

  private final VrrpDraft.Context context;
  private final InstanceDraft vi;
  private final List<GlobalDefsDecoder.Part> parts;

  InstanceDecoder(VrrpDraft.Context context, InstanceDraft vi) {
    super(context.out(), "vrrp_instance");
    this.context = context;
    this.vi = vi;
    this.parts =
        List.of(
            new InstanceTransportPart(this, vi),
            new InstanceGarpPart(this, vi),
            new InstanceLinkPart(this, context, vi),
            new InstanceListsPart(this, context, vi),
            new NotifyPart(this, context, vi.notify));
  }

  @Override
  String where() {
    return " in vrrp_instance " + vi.name;
  }

  @Override
  void statement(Statement s) {
    if (identity(s) || flags(s) || booleans(s)) {
      return;
    }
    for (GlobalDefsDecoder.Part part : parts) {
      if (part.accept(s)) {
        return;
      }
    }
    unhandled(s);
  }

  private boolean identity(Statement s) {
    switch (s.keyword().text()) {
      case "state" -> state(s);
      case "interface" -> interfaceName(s);
      case "vrf" -> vrf(s);
      case "virtual_router_id" -> integer(s, 0, BYTE).ifPresent(v -> vi.vrid = (int) v);
      case "priority" -> vi.priority = (int) integer(s, 0, BYTE).orElse(100);
      case "version" -> version(s);
      case "advert_int" -> seconds(s, 0, 10_000, 255_000_000).ifPresent(v -> vi.advertInterval = v);
      case "down_timer_adverts" ->
          integer(s, 0, GlobalVrrpDefaultsPart.ADVERTS)
              .ifPresent(v -> vi.downTimerAdverts = (int) v);
      case "preempt_delay" -> seconds(s, 0, 0, 1_000_000_000).ifPresent(v -> vi.preemptDelay = v);
      case "timer_expired_backup", "thread_timer_expired" -> expired(s);
      case "debug" -> integer(s, 0, Range.of(0, 4)).ifPresent(v -> vi.debug = (int) v);
      case "native_ipv6" -> nativeIpv6(s);
      case "authentication" -> {
        vi.authBlock = true;
        new AuthenticationDecoder(this, vi).decode(s.children());
      }
      case "auth_hmac" -> hmac(s);
      case "lvs_sync_daemon_interface" -> {
        warning(s, "lvs_sync_daemon_interface is deprecated, write lvs_sync_daemon in global_defs");
        if (s.args().isEmpty()) {
          out.missingParameter(s.range(), "lvs_sync_daemon_interface needs a name" + where());
        } else {
          vi.syncDaemonInterface = text(s, 0);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean flags(Statement s) {
    switch (s.keyword().text()) {
      case "dont_track_primary" -> vi.dontTrackPrimary = true;
      case "promote_secondaries" -> vi.promoteSecondaries = true;
      case "no_virtual_ipaddress" -> vi.noVip = true;
      case "accept" -> vi.accept = true;
      case "no_accept" -> vi.accept = false;
      case "preempt" -> vi.nopreempt = false;
      case "nopreempt" -> vi.nopreempt = true;
      case "linkbeat_use_polling" -> {
        warning(s, "linkbeat_use_polling is deprecated here, write a linkbeat_interfaces block");
        if (vi.interfaceName != null) {
          context.draft().linkbeat.add(LinkbeatDecoder.probed(vi.interfaceName, s.range()));
        }
      }
      case "old_unicast_checksum" -> {
        vi.unicastKeyword = true;
        switch (text(s, 0)) {
          case "" -> vi.oldChecksum = OldChecksum.ALWAYS;
          case "never" -> vi.oldChecksum = OldChecksum.NEVER;
          default -> error(s, "old_unicast_checksum: \"" + text(s, 0) + "\" (expected never)");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean booleans(Statement s) {
    switch (s.keyword().text()) {
      case "v3_checksum_as_v2" -> bool(s).ifPresent(v -> vi.v3ChecksumAsV2 = v);
      case "skip_check_adv_addr" -> skipCheck(s);
      case "strict_mode" -> bool(s).ifPresent(v -> vi.strict = v);
      case "lower_prio_no_advert" -> bool(s).ifPresent(v -> vi.lowerPrioNoAdvert = v);
      case "higher_prio_send_advert" -> bool(s).ifPresent(v -> vi.higherPrioSendAdvert = v);
      case "owner_ignore_adverts" -> bool(s).ifPresent(v -> vi.ownerIgnoreAdverts = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void skipCheck(Statement s) {
    Optional<Boolean> value = bool(s);
    if (value.isPresent() && !value.get()) {
      out.note(
          s.range(), "skip_check_adv_addr is set by keepalived 2.4.3 even with false" + where());
    }
    vi.skipCheckAdvAddr |= value.isPresent();
  }

  private void state(Statement s) {
    InitialState state = STATES.get(text(s, 0));
    if (state == null) {
      out.error(
          at(s, 0),
          "state: \"" + text(s, 0) + "\" (expected MASTER or BACKUP), BACKUP is used" + where());
      state = InitialState.BACKUP;
    } else if (state == InitialState.BACKUP && vi.state == InitialState.MASTER) {
      error(s, "state BACKUP after state MASTER, MASTER stays");
      return;
    }
    vi.state = state;
  }

  private void interfaceName(Statement s) {
    String name = text(s, 0);
    if (name.length() > INTERFACE_LENGTH) {
      out.error(at(s, 0), "interface: \"" + name + "\" is longer than 15 characters" + where());
      return;
    }
    vi.interfaceRange = at(s, 0);
    if (name.equals("lo")) {
      error(s, "interface: the loopback interface cannot be used, ignored");
      return;
    }
    vi.interfaceName = name;
    if (!context.interfaceUsable(name)) {
      vi.interfaceMissing = true;
      context.missingInterface(at(s, 0), name, where());
    }
  }

  private void vrf(Statement s) {
    if (vi.interfaceName != null) {
      error(s, "vrf cannot be combined with interface, ignored");
    } else if (!context.interfaceUsable(text(s, 0))) {
      context.missingInterface(s.range(), text(s, 0), " for vrf" + where());
    } else {
      vi.vrf = text(s, 0);
    }
  }

  private void version(Statement s) {
    OptionalLong version = integer(s, 0, GlobalVrrpDefaultsPart.VERSION);
    if (version.isEmpty()) {
      return;
    }
    if (version.getAsLong() == 2 && vi.family == AddressFamily.INET6) {
      error(s, "version: IPv6 needs version 3, ignored");
    } else {
      vi.version = (int) version.getAsLong();
    }
  }

  private void nativeIpv6(Statement s) {
    if (vi.family == AddressFamily.INET) {
      error(s, "native_ipv6 after IPv4 addresses, ignored");
    } else {
      vi.family = AddressFamily.INET6;
      if (vi.version != null && vi.version == 2) {
        error(s, "native_ipv6 needs version 3");
      }
      vi.version = 3;
    }
  }

  private void expired(Statement s) {
    if (s.keyword().text().equals("thread_timer_expired")) {
      warning(s, "thread_timer_expired is the old spelling of timer_expired_backup");
    }
    if (s.args().isEmpty()) {
      vi.timerExpiredBackup = OptionalInt.of(254);
    } else {
      integer(s, 0, EXPIRED).ifPresent(v -> vi.timerExpiredBackup = OptionalInt.of((int) v));
    }
  }

  private void hmac(Statement s) {
    if (vi.hmac != null) {
      error(s, "auth_hmac is written again, the first one stays");
      return;
    }
    vi.hmac = new InstanceDraft.HmacDraft();
    new AuthHmacDecoder(this, vi.hmac).decode(s.children());
  }

  /** An address of the instance's family; empty and reported otherwise (parser 15.8). */
  Optional<InetAddress> ofFamily(Statement s, InetAddress address) {
    if (!vi.takeFamily(AddressFamily.of(address))) {
      out.error(
          s.range(),
          AddressText.of(address) + " is not of the instance's family, ignored" + where());
      return Optional.empty();
    }
    return Optional.of(address);
  }
}
