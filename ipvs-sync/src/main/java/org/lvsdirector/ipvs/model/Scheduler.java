package org.lvsdirector.ipvs.model;

/**
 * A scheduling algorithm by its kernel name. An open set: each is a kernel module {@code
 * ip_vs_NAME}, and a foreign service may use one we never heard of.
 *
 * @param name 1..15 printable characters; {@code none} stands for no scheduler
 */
public record Scheduler(String name) {
  public static final Scheduler RR = new Scheduler("rr");
  public static final Scheduler WRR = new Scheduler("wrr");
  public static final Scheduler LC = new Scheduler("lc");
  public static final Scheduler WLC = new Scheduler("wlc");
  public static final Scheduler LBLC = new Scheduler("lblc");
  public static final Scheduler LBLCR = new Scheduler("lblcr");
  public static final Scheduler SH = new Scheduler("sh");
  public static final Scheduler MH = new Scheduler("mh");
  public static final Scheduler DH = new Scheduler("dh");
  public static final Scheduler FO = new Scheduler("fo");
  public static final Scheduler OVF = new Scheduler("ovf");
  public static final Scheduler SED = new Scheduler("sed");
  public static final Scheduler NQ = new Scheduler("nq");
  public static final Scheduler TWOS = new Scheduler("twos");
  public static final Scheduler NONE = new Scheduler("none");

  /** Checks the name's length and characters. */
  public Scheduler {
    Ranges.name("scheduler", name, 15);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("scheduler without a name");
    }
  }

  /** The scheduler of that name, shared for the common ones. */
  public static Scheduler of(String name) {
    return switch (name) {
      case "rr" -> RR;
      case "wrr" -> WRR;
      case "lc" -> LC;
      case "wlc" -> WLC;
      case "sh" -> SH;
      case "mh" -> MH;
      default -> new Scheduler(name);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
