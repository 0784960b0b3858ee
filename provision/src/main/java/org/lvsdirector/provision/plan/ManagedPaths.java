package org.lvsdirector.provision.plan;

/** Where things of ours lie on a real server. */
public final class ManagedPaths {
  /** Our folder: undo record, kept copies, lock. */
  public static final String STATE = "/var/lib/lvs-director";

  /** What was there before us, one line for each change. */
  public static final String UNDO = STATE + "/provision.undo";

  /** The folder for copies of files of other hands. */
  public static final String KEPT = STATE + "/kept";

  /**
   * Sysctls that must outlive a boot; 99 and "zz" so that it is read after every other file of the
   * folder.
   */
  public static final String SYSCTL = "/etc/sysctl.d/99-zz-lvs-director.conf";

  /** The netplan file. */
  public static final String NETPLAN = "/etc/netplan/90-lvs-director.yaml";

  /** The systemd-networkd file for lo when no other file configures lo. */
  public static final String NETWORKD = "/etc/systemd/network/10-lvs-director-lo.network";

  /** The NetworkManager keyfile for lo. */
  public static final String NETWORKMANAGER =
      "/etc/NetworkManager/system-connections/lvs-director-lo.nmconnection";

  /** The ifupdown file. */
  public static final String IFUPDOWN = "/etc/network/interfaces.d/lvs-director";

  /** The oneshot unit. */
  public static final String UNIT = "/etc/systemd/system/lvs-director-realserver.service";

  /** The link that enables the unit. */
  public static final String UNIT_LINK =
      "/etc/systemd/system/multi-user.target.wants/lvs-director-realserver.service";

  private ManagedPaths() {}

  /**
   * Where the copy of a file is kept: its path with the slashes turned into percent signs would not
   * pass; dashes do.
   */
  public static String keptCopy(String path) {
    return KEPT + path.replace('/', '-').replaceFirst("^-", "/");
  }
}
