package org.lvsdirector.ipvs.model;

import java.util.Comparator;

/**
 * What makes a service unique in the kernel: protocol, address and port, or a firewall mark with a
 * family (keepalived reference, IPVS netlink 4).
 */
public sealed interface ServiceKey permits TransportService, FwmarkService {
  /**
   * The order of {@code ipvsadm -Ln}: address services before marks, then family, protocol,
   * address, port.
   */
  Comparator<ServiceKey> LISTING_ORDER = ServiceKey::compareForListing;

  /** The family of the service's clients. */
  Family family();

  /** The port destinations of DR and TUN services take: the service's own, 0 for marks. */
  int port();

  /**
   * How logs, notify FIFO and mails name the service: {@code [10.0.0.1]:tcp:80} or {@code FWM 5}.
   */
  String text();

  private static int compareForListing(ServiceKey a, ServiceKey b) {
    // That tool takes marks for signed numbers, and an address service for one of mark 0.
    int byMark = Integer.compare(signedMark(a), signedMark(b));
    if (byMark != 0) {
      return byMark;
    }
    return a instanceof TransportService one && b instanceof TransportService other
        ? one.compareTo(other)
        : a.family().compareTo(b.family());
  }

  private static int signedMark(ServiceKey key) {
    return switch (key) {
      case FwmarkService service -> (int) service.mark();
      case TransportService _ -> 0;
    };
  }
}
