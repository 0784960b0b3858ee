package org.lvsdirector.parser.model;

/** Types of routes by their rtnetlink number (RTN_*, linux/rtnetlink.h). */
public enum RouteType {
  /** Gateway or direct route. */
  UNICAST("unicast", 1),
  /** Accept locally. */
  LOCAL("local", 2),
  /** Accept locally as broadcast, send as broadcast. */
  BROADCAST("broadcast", 3),
  /** Accept locally as broadcast, send as unicast. */
  ANYCAST("anycast", 4),
  /** Multicast route. */
  MULTICAST("multicast", 5),
  /** Drop silently. */
  BLACKHOLE("blackhole", 6),
  /** Answer host unreachable. */
  UNREACHABLE("unreachable", 7),
  /** Answer administratively prohibited. */
  PROHIBIT("prohibit", 8),
  /** Go on in the next table. */
  THROW("throw", 9),
  /** Translate this address. */
  NAT("nat", 10),
  /** Use an external resolver. */
  XRESOLVE("xresolve", 11);

  private final String keyword;
  private final int number;

  RouteType(String keyword, int number) {
    this.keyword = keyword;
    this.number = number;
  }

  /** The word used in the file. */
  public String keyword() {
    return keyword;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /** Whether such a route has no nexthop. */
  public boolean withoutNexthop() {
    return switch (this) {
      case BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> true;
      default -> false;
    };
  }
}
