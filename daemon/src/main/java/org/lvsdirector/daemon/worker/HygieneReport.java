package org.lvsdirector.daemon.worker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.desired.PoolView;
import org.lvsdirector.ipvs.hygiene.DirectorHygiene;
import org.lvsdirector.ipvs.hygiene.Finding;
import org.lvsdirector.ipvs.io.HostFactsReader;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what on this director is not as Direct Routing needs it; reads, never changes. */
final class HygieneReport {
  private static final Logger LOG = LoggerFactory.getLogger(HygieneReport.class);

  private HygieneReport() {}

  /** Looks at the host on a thread of its own and logs what is wrong, with the remedy. */
  static void write(KeepalivedConfig config) {
    Thread.ofPlatform().daemon().name("hygiene").start(() -> log(config));
  }

  private static void log(KeepalivedConfig config) {
    try {
      for (Finding finding : findings(config)) {
        if (finding.severity() == Finding.Severity.ERROR) {
          LOG.error("{}", finding.describe());
        } else {
          LOG.warn("{}", finding.describe());
        }
      }
    } catch (LinuxException e) {
      LOG.warn("this host's settings cannot be looked at: {}", e.getMessage());
    }
  }

  private static List<Finding> findings(KeepalivedConfig config) throws LinuxException {
    Set<IpAddress> moving = new LinkedHashSet<>();
    config
        .vrrp()
        .instances()
        .forEach(
            instance -> {
              instance.virtualAddresses().forEach(vip -> moving.add(IpAddress.of(vip.address())));
              instance.excludedAddresses().forEach(vip -> moving.add(IpAddress.of(vip.address())));
            });
    DesiredTable table = DesiredTable.of(config.lvs().virtualServers(), PoolView::allServing);
    boolean sync = config.global().lvs().syncDaemon().isPresent();
    return DirectorHygiene.check(
        table.table(), HostFactsReader.read(), new DirectorHygiene.Setup(moving, sync));
  }
}
