package org.lvsdirector.daemon.worker;

import org.lvsdirector.daemon.options.IpvsBackend;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.ipvs.io.Ipvs;
import org.lvsdirector.ipvs.io.IpvsStatistics;
import org.lvsdirector.ipvs.io.MemoryIpvs;
import org.lvsdirector.ipvs.io.NetlinkIpvs;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.KeepalivedConfig;

/**
 * The worker's ways to the IPVS table.
 *
 * @param ipvs for changes
 * @param statistics for whoever shows the counters
 * @param rates hears of the counters each time the services are read over either
 */
record TableAccess(Ipvs ipvs, IpvsStatistics statistics, RateHistory rates) {
  /**
   * Opens them, and empties the table where the configuration says so.
   *
   * @throws LinuxException if the kernel has no IPVS, or does not let us in
   */
  static TableAccess open(RunOptions options, KeepalivedConfig config) throws LinuxException {
    RateHistory rates = new RateHistory();
    rates.services(config.lvs().virtualServers());
    boolean memory = options.ipvs() == IpvsBackend.MEMORY;
    Ipvs ipvs = memory ? new MemoryIpvs() : kernel(config, rates);
    ipvs.info();
    if (config.global().lvs().flush()) {
      ipvs.flush();
    }
    // Reading counters of a large table takes a while: on a socket of its own, changes do not wait
    // for it.
    Ipvs counters = memory ? ipvs : kernel(config, rates);
    return new TableAccess(ipvs, new IpvsStatistics(counters), rates);
  }

  private static Ipvs kernel(KeepalivedConfig config, RateHistory rates) throws LinuxException {
    return NetlinkIpvs.open(
        config.process().ipvsNamespace(), services -> rates.read(services, System.nanoTime()));
  }
}
