package org.lvsdirector.healthcheck.io;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.CouldNotRun;
import org.lvsdirector.parser.model.AgentCheck;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.DnsCheck;
import org.lvsdirector.parser.model.FileCheck;
import org.lvsdirector.parser.model.HttpGet;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.MiscCheck;
import org.lvsdirector.parser.model.PathCheck;
import org.lvsdirector.parser.model.PingCheck;
import org.lvsdirector.parser.model.SmtpCheck;
import org.lvsdirector.parser.model.SslGet;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.UdpCheck;

/** Makes the probe of a checker, with what probes of one configuration share. */
final class ProbeFactory implements AutoCloseable {
  private final Map<String, CheckResult> bfd = new ConcurrentHashMap<>();
  private final FileWatch files;
  private final PingRange pingRange = new PingRange();
  private HttpClients http = new HttpClients();
  private TlsMaterial tls = TlsMaterial.none();

  /**
   * A factory without configuration yet.
   *
   * @param fileChanged told when the tracked file of a check may have changed
   */
  ProbeFactory(Consumer<FileCheck> fileChanged) {
    files = new FileWatch(fileChanged);
  }

  /** Before the probes of a configuration are made. */
  void configure(KeepalivedConfig config) {
    http = new HttpClients();
    tls = TlsMaterial.of(config.lvs().ssl());
    files.begin();
  }

  /** After they were made. */
  void settle() {
    files.settle();
  }

  void bfd(String instance, CheckResult state) {
    bfd.put(instance, state);
  }

  Probe probe(Checker checker) {
    return switch (checker) {
      case TcpCheck c -> new TcpProbe(c.connection());
      case HttpGet c -> new HttpProbe(http, c.timing(), c.connection(), c.http());
      case SslGet c -> new HttpProbe(http, tls, c.connection(), c.http());
      case SmtpCheck c -> new SmtpProbe(c.connection(), c.heloName());
      case DnsCheck c -> new DnsProbe(c.connection(), c.type(), c.name());
      case UdpCheck c -> new UdpProbe(c);
      case PingCheck c -> ping(c);
      case MiscCheck c -> new MiscProbe(c);
      case FileCheck c -> files.watch(c);
      case BfdCheck c ->
          _ ->
              bfd.getOrDefault(
                  c.instance(), new CouldNotRun("no word of the session yet", Duration.ZERO));
      case AgentCheck c -> new AgentProbe(c.connection());
      case PathCheck c -> new PathProbe(c);
    };
  }

  private Probe ping(PingCheck check) {
    pingRange.open();
    return new PingProbe(check.connection());
  }

  @Override
  public void close() {
    pingRange.restore();
    files.close();
  }
}
