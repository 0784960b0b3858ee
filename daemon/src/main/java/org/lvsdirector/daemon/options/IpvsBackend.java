package org.lvsdirector.daemon.options;

/** Where the IPVS table lives. */
public enum IpvsBackend {
  /** The kernel's, through generic netlink. */
  KERNEL,
  /**
   * In the worker's memory: for trying a file on a machine without IPVS, and for benchmarks. Never
   * chosen by itself.
   */
  MEMORY
}
