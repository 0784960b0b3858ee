package org.lvsdirector.ipvs.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A real server of a service as the kernel stores it.
 *
 * @param key address and port
 * @param method forwarding method
 * @param tunnel encapsulation; {@link Tunnel#IPIP} unless the method is a tunnel
 * @param weight 0..2^31-1; 0 takes no new connections and keeps the present ones
 * @param upperThreshold connections above which it is overloaded, 0..2^32-1; 0 = no limit
 * @param lowerThreshold connections below which it takes new ones again, 0..2^32-1
 */
public record IpvsDestination(
    DestinationKey key,
    ForwardingMethod method,
    Tunnel tunnel,
    int weight,
    long upperThreshold,
    long lowerThreshold) {
  /** Checks ranges and drops tunnel data where there is no tunnel. */
  public IpvsDestination {
    Objects.requireNonNull(key);
    Objects.requireNonNull(method);
    Ranges.check("weight", weight, 0, Integer.MAX_VALUE);
    Ranges.check("upper threshold", upperThreshold, 0, Ranges.U32_MAX);
    Ranges.check("lower threshold", lowerThreshold, 0, Ranges.U32_MAX);
    tunnel = method == ForwardingMethod.TUNNEL ? Objects.requireNonNull(tunnel) : Tunnel.IPIP;
  }

  /** A destination without tunnel data or thresholds. */
  public static IpvsDestination of(
      IpAddress address, int port, ForwardingMethod method, int weight) {
    return new IpvsDestination(
        new DestinationKey(address, port), method, Tunnel.IPIP, weight, 0, 0);
  }

  /** The same destination with another weight. */
  public IpvsDestination withWeight(int newWeight) {
    return new IpvsDestination(key, method, tunnel, newWeight, upperThreshold, lowerThreshold);
  }

  /** The same destination with thresholds. */
  public IpvsDestination withThresholds(long upper, long lower) {
    return new IpvsDestination(key, method, tunnel, weight, upper, lower);
  }

  /** The same destination behind a tunnel. */
  public IpvsDestination tunnelled(Tunnel newTunnel) {
    return new IpvsDestination(
        key, ForwardingMethod.TUNNEL, newTunnel, weight, upperThreshold, lowerThreshold);
  }

  // By hand: the generated form costs a cold JVM more than the kernel takes for the whole entry.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof IpvsDestination that
            && weight == that.weight
            && method == that.method
            && upperThreshold == that.upperThreshold
            && lowerThreshold == that.lowerThreshold
            && key.equals(that.key)
            && tunnel.equals(that.tunnel));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * key.hashCode() + weight) + method.number();
  }

  /**
   * Whether the kernel, which shows this destination, already does what {@code wanted} asks.
   * Kernels before 2.6.37 report destinations on the director itself as {@link
   * ForwardingMethod#LOCAL} whatever was asked.
   */
  public boolean satisfies(IpvsDestination wanted) {
    if (method != ForwardingMethod.LOCAL || wanted.method == ForwardingMethod.LOCAL) {
      return equals(wanted);
    }
    return key.equals(wanted.key)
        && weight == wanted.weight
        && upperThreshold == wanted.upperThreshold
        && lowerThreshold == wanted.lowerThreshold;
  }
}
