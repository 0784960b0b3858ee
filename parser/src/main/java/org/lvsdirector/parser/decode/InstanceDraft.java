package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.AuthHmac;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.UnicastPeer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VirtualLink;
import org.lvsdirector.parser.model.VrrpBehaviour.OldChecksum;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;
import org.lvsdirector.parser.source.SourceRange;

/** A vrrp_instance block as it is written; null is not written. */
final class InstanceDraft {
  final String name;
  final SourceRange range;
  @Nullable AddressFamily family;
  @Nullable Integer version;
  @Nullable Integer vrid;
  @Nullable String interfaceName;
  @Nullable SourceRange interfaceRange;
  boolean interfaceMissing;
  @Nullable String vrf;

  // link
  boolean vmac;
  Optional<String> linkName = Optional.empty();
  Optional<Octets> mac = Optional.empty();
  OptionalLong linkGroup = OptionalLong.empty();
  boolean macShort;
  boolean notifyNetlink;
  boolean vmacXmitBase;
  boolean vmacForAddresses;
  VirtualLink.@Nullable Ipvlan ipvlan;

  @Nullable InitialState state;
  @Nullable Integer priority;
  @Nullable Duration advertInterval;
  int downTimerAdverts;
  @Nullable Boolean strict;
  @Nullable Boolean accept;
  boolean nopreempt;
  @Nullable Duration preemptDelay;
  OptionalInt timerExpiredBackup = OptionalInt.empty();
  boolean skipCheckAdvAddr;
  @Nullable Boolean lowerPrioNoAdvert;
  @Nullable Boolean higherPrioSendAdvert;
  @Nullable Boolean ownerIgnoreAdverts;
  boolean v3ChecksumAsV2;
  OldChecksum oldChecksum = OldChecksum.AUTO;
  boolean promoteSecondaries;
  boolean dontTrackPrimary;

  /** Read for its range alone: keepalived stores it and never looks at it. */
  int debug;

  // transport
  @Nullable InetAddress source;
  boolean trackSource;
  @Nullable InetAddress group;
  final List<UnicastPeer> peers = new ArrayList<>();
  final Set<InetAddress> peerAddresses = new HashSet<>();
  boolean unicastKeyword;
  boolean unicastFaultNoPeer;
  boolean checkUnicastSource;
  OptionalInt unicastTtl = OptionalInt.empty();
  @Nullable SourceRange unicastTtlRange;
  long receiveBuffer;

  final List<VipAddress> vips = new ArrayList<>();
  final List<VipAddress> excluded = new ArrayList<>();
  final Set<IpPrefix> addressesSeen = new HashSet<>();
  boolean noVip;
  final List<IpRoute> routes = new ArrayList<>();
  final List<IpRule> rules = new ArrayList<>();

  // gratuitous ARP
  Duration garpDelay;
  long garpRepeat;
  Duration garpRefresh;
  long garpRefreshRepeat;
  @Nullable Duration lowerPrioDelay;
  @Nullable Long lowerPrioRepeat;
  Duration extraInterval;
  boolean extraAll;

  final TrackingDraft tracking = new TrackingDraft();
  final NotifyDraft notify = new NotifyDraft();
  @Nullable String syncDaemonInterface;

  // authentication
  boolean authBlock;
  Authentication.@Nullable Type authType;
  @Nullable Octets password;
  @Nullable HmacDraft hmac;

  InstanceDraft(String name, SourceRange range, GlobalDraft.VrrpDefaults d) {
    this.name = name;
    this.range = range;
    garpDelay =
        d.garpDelay == null ? (d.minGarp ? Duration.ZERO : Duration.ofSeconds(5)) : d.garpDelay;
    garpRepeat = d.garpRepeat == null ? (d.minGarp ? 1 : 5) : d.garpRepeat;
    garpRefresh = d.garpRefresh == null ? Duration.ZERO : d.garpRefresh;
    garpRefreshRepeat = d.garpRefreshRepeat == null ? 1 : d.garpRefreshRepeat;
    extraInterval = d.extraInterval;
    extraAll = d.extraAll;
    downTimerAdverts = d.downTimerAdverts;
    skipCheckAdvAddr = d.skipCheckAdvAddr;
    v3ChecksumAsV2 = d.v3ChecksumAsV2;
    checkUnicastSource = d.checkUnicastSource;
  }

  /** Takes the family of an address; false if the instance has another already. */
  boolean takeFamily(AddressFamily candidate) {
    if (family == null) {
      family = candidate;
    }
    return family == candidate;
  }

  /** Scripts and mail, of an instance or a sync group. */
  static final class NotifyDraft {
    final Map<String, Optional<ScriptCommand>> scripts = new LinkedHashMap<>();
    boolean reportDeleted;
    @Nullable Boolean smtpAlert;
    @Nullable Boolean priorityChanges;

    Optional<ScriptCommand> script(String keyword) {
      return scripts.getOrDefault(keyword, Optional.empty());
    }
  }

  /** An auth_hmac block. */
  static final class HmacDraft {
    final Map<Integer, Octets> keys = new LinkedHashMap<>();
    @Nullable Integer active;
    @Nullable Duration window;
    AuthHmac.AntiReplay antiReplay = AuthHmac.AntiReplay.TIME;
    AuthHmac.Mode mode = AuthHmac.Mode.ENFORCE;
  }
}
