package org.lvsdirector.parser.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/** Builds a {@link VrrpInstance}, step by step, from keepalived's defaults. */
public final class VrrpInstanceBuilder {
  private String name;
  private AddressFamily family = AddressFamily.INET;
  private int version = 2;
  private int virtualRouterId = 1;
  private Optional<String> interfaceName = Optional.of("eth0");
  private Optional<String> vrf = Optional.empty();
  private Optional<VirtualLink> link = Optional.empty();
  private VrrpInstance.AsWritten asWritten = VrrpInstance.AsWritten.NOTHING;
  private VrrpInstance.InitialState initialState = VrrpInstance.InitialState.BACKUP;
  private int priority = 100;
  private Duration advertInterval = Duration.ofSeconds(1);
  private int downTimerAdverts = 3;
  private VrrpBehaviour behaviour = VrrpBehaviour.DEFAULT;
  private VrrpTransport transport = VrrpTransport.multicast(AddressFamily.INET);
  private List<VipAddress> virtualAddresses = List.of();
  private List<VipAddress> excludedAddresses = List.of();
  private boolean noVirtualAddress;
  private List<IpRoute> routes = List.of();
  private List<IpRule> rules = List.of();
  private GarpSettings garp = GarpSettings.DEFAULT;
  private Tracking tracking = Tracking.NONE;
  private VrrpNotifications notifications = VrrpNotifications.NONE;
  private Optional<Authentication> authentication = Optional.empty();
  private Optional<AuthHmac> authHmac = Optional.empty();
  private Optional<String> syncGroup = Optional.empty();
  private Optional<String> lvsSyncDaemonInterface = Optional.empty();
  private Optional<String> configFault = Optional.empty();
  private SourceRange range = SourceRange.NONE;

  VrrpInstanceBuilder(String name) {
    this.name = name;
  }

  VrrpInstanceBuilder(VrrpInstance from) {
    this.name = from.name();
    this.family = from.family();
    this.version = from.version();
    this.virtualRouterId = from.virtualRouterId();
    this.interfaceName = from.interfaceName();
    this.vrf = from.vrf();
    this.link = from.link();
    this.asWritten = from.asWritten();
    this.initialState = from.initialState();
    this.priority = from.priority();
    this.advertInterval = from.advertInterval();
    this.downTimerAdverts = from.downTimerAdverts();
    this.behaviour = from.behaviour();
    this.transport = from.transport();
    this.virtualAddresses = from.virtualAddresses();
    this.excludedAddresses = from.excludedAddresses();
    this.noVirtualAddress = from.noVirtualAddress();
    this.routes = from.routes();
    this.rules = from.rules();
    this.garp = from.garp();
    this.tracking = from.tracking();
    this.notifications = from.notifications();
    this.authentication = from.authentication();
    this.authHmac = from.authHmac();
    this.syncGroup = from.syncGroup();
    this.lvsSyncDaemonInterface = from.lvsSyncDaemonInterface();
    this.configFault = from.configFault();
    this.range = from.range();
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder name(String value) {
    this.name = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder family(AddressFamily value) {
    this.family = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder version(int value) {
    this.version = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder virtualRouterId(int value) {
    this.virtualRouterId = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder interfaceName(String value) {
    this.interfaceName = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder interfaceName(Optional<String> value) {
    this.interfaceName = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder vrf(String value) {
    this.vrf = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder vrf(Optional<String> value) {
    this.vrf = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder link(VirtualLink value) {
    this.link = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder link(Optional<VirtualLink> value) {
    this.link = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder asWritten(VrrpInstance.AsWritten value) {
    this.asWritten = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder initialState(VrrpInstance.InitialState value) {
    this.initialState = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder priority(int value) {
    this.priority = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder advertInterval(Duration value) {
    this.advertInterval = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder downTimerAdverts(int value) {
    this.downTimerAdverts = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder behaviour(VrrpBehaviour value) {
    this.behaviour = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder transport(VrrpTransport value) {
    this.transport = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder virtualAddresses(List<VipAddress> value) {
    this.virtualAddresses = List.copyOf(value);
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder excludedAddresses(List<VipAddress> value) {
    this.excludedAddresses = List.copyOf(value);
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder noVirtualAddress(boolean value) {
    this.noVirtualAddress = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder routes(List<IpRoute> value) {
    this.routes = List.copyOf(value);
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder rules(List<IpRule> value) {
    this.rules = List.copyOf(value);
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder garp(GarpSettings value) {
    this.garp = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder tracking(Tracking value) {
    this.tracking = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder notifications(VrrpNotifications value) {
    this.notifications = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder authentication(Authentication value) {
    this.authentication = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder authentication(Optional<Authentication> value) {
    this.authentication = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder authHmac(AuthHmac value) {
    this.authHmac = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder authHmac(Optional<AuthHmac> value) {
    this.authHmac = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder syncGroup(String value) {
    this.syncGroup = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder syncGroup(Optional<String> value) {
    this.syncGroup = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder lvsSyncDaemonInterface(String value) {
    this.lvsSyncDaemonInterface = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder lvsSyncDaemonInterface(Optional<String> value) {
    this.lvsSyncDaemonInterface = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder configFault(String value) {
    this.configFault = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder configFault(Optional<String> value) {
    this.configFault = value;
    return this;
  }

  /** Sets the component of the same name of {@link VrrpInstance}. */
  public VrrpInstanceBuilder range(SourceRange value) {
    this.range = value;
    return this;
  }

  /** The finished record. */
  public VrrpInstance build() {
    return new VrrpInstance(
        name,
        family,
        version,
        virtualRouterId,
        interfaceName,
        vrf,
        link,
        asWritten,
        initialState,
        priority,
        advertInterval,
        downTimerAdverts,
        behaviour,
        transport,
        virtualAddresses,
        excludedAddresses,
        noVirtualAddress,
        routes,
        rules,
        garp,
        tracking,
        notifications,
        authentication,
        authHmac,
        syncGroup,
        lvsSyncDaemonInterface,
        configFault,
        range);
  }
}
