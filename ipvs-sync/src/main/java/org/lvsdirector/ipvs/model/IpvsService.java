package org.lvsdirector.ipvs.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A virtual service as the kernel stores it.
 *
 * @param key identity
 * @param scheduler scheduling algorithm
 * @param flags persistence, one-packet and scheduler flags
 * @param timeout persistence timeout in seconds, 0..2^31-1; 0 when not persistent
 * @param netmask persistence granularity: IPv4 the mask's 32 bits, IPv6 the prefix length 1..128
 * @param engine persistence engine such as {@code sip}, at most 16 characters
 */
public record IpvsService(
    ServiceKey key,
    Scheduler scheduler,
    ServiceFlags flags,
    int timeout,
    int netmask,
    Optional<String> engine) {
  /** Checks ranges. */
  public IpvsService {
    Objects.requireNonNull(key);
    Objects.requireNonNull(scheduler);
    Objects.requireNonNull(flags);
    Ranges.check("persistence timeout", timeout, 0, Integer.MAX_VALUE);
    if (key.family() == Family.INET6) {
      Ranges.check("IPv6 persistence granularity", netmask, 1, 128);
    }
    engine.ifPresent(name -> Ranges.name("persistence engine", name, 16));
  }

  /** A service without persistence or flags. */
  public static IpvsService of(ServiceKey key, Scheduler scheduler) {
    return new IpvsService(
        key, scheduler, ServiceFlags.NONE, 0, fullMask(key.family()), Optional.empty());
  }

  /** The same service with other flags. */
  public IpvsService withFlags(ServiceFlags newFlags) {
    return new IpvsService(key, scheduler, newFlags, timeout, netmask, engine);
  }

  /** The same service with another scheduler. */
  public IpvsService withScheduler(Scheduler newScheduler) {
    return new IpvsService(key, newScheduler, flags, timeout, netmask, engine);
  }

  /** The same service made persistent, per client network of the given granularity. */
  public IpvsService persistent(int seconds, int granularity) {
    return new IpvsService(
        key, scheduler, flags.with(ServiceFlags.PERSISTENT), seconds, granularity, engine);
  }

  /** The same service with a persistence engine. */
  public IpvsService withEngine(String name) {
    return new IpvsService(key, scheduler, flags, timeout, netmask, Optional.of(name));
  }

  /** The granularity of single clients: all ones, or 128. */
  public static int fullMask(Family family) {
    return family == Family.INET ? -1 : 128;
  }
}
