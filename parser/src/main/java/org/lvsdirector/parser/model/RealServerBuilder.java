package org.lvsdirector.parser.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.source.SourceRange;

/** Builds a {@link RealServer}, step by step, from keepalived's defaults. */
public final class RealServerBuilder {
  private InetAddress address;
  private int port;
  private int weight = 1;
  private Forwarding forwarding = new Forwarding.Nat();
  private long upperThreshold;
  private long lowerThreshold;
  private boolean inhibitOnFailure;
  private boolean smtpAlert = true;
  private Optional<ScriptCommand> notifyUp = Optional.empty();
  private Optional<ScriptCommand> notifyDown = Optional.empty();
  private List<Checker> checkers = List.of();
  private Optional<String> virtualhost = Optional.empty();
  private Optional<String> snmpName = Optional.empty();
  private Duration slowStart = Duration.ZERO;
  private SourceRange range = SourceRange.NONE;

  RealServerBuilder(InetAddress address, int port) {
    this.address = address;
    this.port = port;
  }

  RealServerBuilder(RealServer from) {
    this.address = from.address();
    this.port = from.port();
    this.weight = from.weight();
    this.forwarding = from.forwarding();
    this.upperThreshold = from.upperThreshold();
    this.lowerThreshold = from.lowerThreshold();
    this.inhibitOnFailure = from.inhibitOnFailure();
    this.smtpAlert = from.smtpAlert();
    this.notifyUp = from.notifyUp();
    this.notifyDown = from.notifyDown();
    this.checkers = from.checkers();
    this.virtualhost = from.virtualhost();
    this.snmpName = from.snmpName();
    this.slowStart = from.slowStart();
    this.range = from.range();
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder address(InetAddress value) {
    this.address = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder port(int value) {
    this.port = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder weight(int value) {
    this.weight = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder forwarding(Forwarding value) {
    this.forwarding = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder upperThreshold(long value) {
    this.upperThreshold = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder lowerThreshold(long value) {
    this.lowerThreshold = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder inhibitOnFailure(boolean value) {
    this.inhibitOnFailure = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder smtpAlert(boolean value) {
    this.smtpAlert = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder notifyUp(ScriptCommand value) {
    this.notifyUp = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link RealServer}. */
  public RealServerBuilder notifyUp(Optional<ScriptCommand> value) {
    this.notifyUp = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder notifyDown(ScriptCommand value) {
    this.notifyDown = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link RealServer}. */
  public RealServerBuilder notifyDown(Optional<ScriptCommand> value) {
    this.notifyDown = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder checkers(List<Checker> value) {
    this.checkers = List.copyOf(value);
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder virtualhost(String value) {
    this.virtualhost = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link RealServer}. */
  public RealServerBuilder virtualhost(Optional<String> value) {
    this.virtualhost = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder snmpName(String value) {
    this.snmpName = Optional.of(value);
    return this;
  }

  /** Sets or clears the component of the same name of {@link RealServer}. */
  public RealServerBuilder snmpName(Optional<String> value) {
    this.snmpName = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder slowStart(Duration value) {
    this.slowStart = value;
    return this;
  }

  /** Sets the component of the same name of {@link RealServer}. */
  public RealServerBuilder range(SourceRange value) {
    this.range = value;
    return this;
  }

  /** The finished record. */
  public RealServer build() {
    return new RealServer(
        address,
        port,
        weight,
        forwarding,
        upperThreshold,
        lowerThreshold,
        inhibitOnFailure,
        smtpAlert,
        notifyUp,
        notifyDown,
        checkers,
        virtualhost,
        snmpName,
        slowStart,
        range);
  }
}
