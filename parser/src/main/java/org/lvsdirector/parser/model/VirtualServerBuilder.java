package org.lvsdirector.parser.model;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/**
 * Builds a {@link VirtualServer}, step by step, from keepalived's defaults. The family follows from
 * an address.
 */
public final class VirtualServerBuilder {
  private VirtualAddress address;
  private Optional<AddressFamily> family = Optional.empty();
  private Protocol protocol = Protocol.TCP;
  private Scheduler scheduler = Scheduler.WLC;
  private ServiceFlags flags = ServiceFlags.NONE;
  private Optional<Persistence> persistence = Optional.empty();
  private Forwarding forwarding = new Forwarding.Nat();
  private List<RealServer> realServers = List.of();
  private Optional<SorryServer> sorryServer = Optional.empty();
  private long quorum = 1;
  private long hysteresis;
  private Optional<ScriptCommand> quorumUp = Optional.empty();
  private Optional<ScriptCommand> quorumDown = Optional.empty();
  private boolean alpha;
  private boolean omega;
  private boolean haSuspend;
  private boolean smtpAlert;
  private Optional<String> virtualhost = Optional.empty();
  private Optional<String> snmpName = Optional.empty();
  private int panicThreshold;
  private SourceRange range = SourceRange.NONE;

  VirtualServerBuilder(VirtualAddress address) {
    this.address = address;
    this.family =
        switch (address) {
          case VirtualAddress.Address(var ip, _) -> Optional.of(AddressFamily.of(ip));
          case VirtualAddress.Fwmark _, VirtualAddress.Group _ -> Optional.of(AddressFamily.INET);
        };
    if (address instanceof VirtualAddress.Fwmark) {
      this.protocol = Protocol.NONE;
    }
  }

  VirtualServerBuilder(VirtualServer from) {
    this.address = from.address();
    this.family = from.family();
    this.protocol = from.protocol();
    this.scheduler = from.scheduler();
    this.flags = from.flags();
    this.persistence = from.persistence();
    this.forwarding = from.forwarding();
    this.realServers = from.realServers();
    this.sorryServer = from.sorryServer();
    this.quorum = from.quorum();
    this.hysteresis = from.hysteresis();
    this.quorumUp = from.quorumUp();
    this.quorumDown = from.quorumDown();
    this.alpha = from.alpha();
    this.omega = from.omega();
    this.haSuspend = from.haSuspend();
    this.smtpAlert = from.smtpAlert();
    this.virtualhost = from.virtualhost();
    this.snmpName = from.snmpName();
    this.panicThreshold = from.panicThreshold();
    this.range = from.range();
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder address(VirtualAddress value) {
    this.address = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder family(AddressFamily value) {
    this.family = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder family(Optional<AddressFamily> value) {
    this.family = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder protocol(Protocol value) {
    this.protocol = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder scheduler(Scheduler value) {
    this.scheduler = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder flags(ServiceFlags value) {
    this.flags = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder persistence(Persistence value) {
    this.persistence = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder persistence(Optional<Persistence> value) {
    this.persistence = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder forwarding(Forwarding value) {
    this.forwarding = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder realServers(List<RealServer> value) {
    this.realServers = List.copyOf(value);
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder sorryServer(SorryServer value) {
    this.sorryServer = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder sorryServer(Optional<SorryServer> value) {
    this.sorryServer = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder quorum(long value) {
    this.quorum = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder hysteresis(long value) {
    this.hysteresis = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder quorumUp(ScriptCommand value) {
    this.quorumUp = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder quorumUp(Optional<ScriptCommand> value) {
    this.quorumUp = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder quorumDown(ScriptCommand value) {
    this.quorumDown = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder quorumDown(Optional<ScriptCommand> value) {
    this.quorumDown = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder alpha(boolean value) {
    this.alpha = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder omega(boolean value) {
    this.omega = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder haSuspend(boolean value) {
    this.haSuspend = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder smtpAlert(boolean value) {
    this.smtpAlert = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder virtualhost(String value) {
    this.virtualhost = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder virtualhost(Optional<String> value) {
    this.virtualhost = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder snmpName(String value) {
    this.snmpName = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder snmpName(Optional<String> value) {
    this.snmpName = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder panicThreshold(int value) {
    this.panicThreshold = value;
    return this;
  }

  /** Sets the component of the same name of {@link VirtualServer}. */
  public VirtualServerBuilder range(SourceRange value) {
    this.range = value;
    return this;
  }

  /** The finished record. */
  public VirtualServer build() {
    return new VirtualServer(
        address,
        family,
        protocol,
        scheduler,
        flags,
        persistence,
        forwarding,
        realServers,
        sorryServer,
        quorum,
        hysteresis,
        quorumUp,
        quorumDown,
        alpha,
        omega,
        haSuspend,
        smtpAlert,
        virtualhost,
        snmpName,
        panicThreshold,
        range);
  }
}
