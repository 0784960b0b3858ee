package org.lvsdirector.daemon;

/** What this build is. */
public final class BuildFacts {
  /** The version of keepalived whose behaviour is followed. */
  public static final String KEEPALIVED = "2.4.3";

  private BuildFacts() {}

  /** Our version, from the jar's manifest; "development" where run from classes. */
  public static String version() {
    String version = BuildFacts.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** One line: name, version, what it follows, the Java runtime. */
  public static String line() {
    return "lvs-director "
        + version()
        + " (behaves as keepalived "
        + KEEPALIVED
        + "; Java "
        + Runtime.version()
        + ")";
  }

  /** How this build names itself where keepalived's users look for keepalived's name. */
  public static String asKeepalived() {
    return "Keepalived v" + KEEPALIVED + " as lvs-director " + version();
  }
}
