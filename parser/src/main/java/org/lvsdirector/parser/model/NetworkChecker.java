package org.lvsdirector.parser.model;

/** A checker that speaks to an address and port by its own timetable. */
public sealed interface NetworkChecker extends Checker
    permits TcpCheck,
        HttpGet,
        SslGet,
        SmtpCheck,
        DnsCheck,
        UdpCheck,
        PingCheck,
        AgentCheck,
        PathCheck {
  /** When it runs. */
  CheckTiming timing();

  /** Where it connects to. */
  ConnectionOptions connection();

  @Override
  default boolean alpha() {
    return timing().alpha();
  }
}
