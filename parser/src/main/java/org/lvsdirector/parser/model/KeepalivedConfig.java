package org.lvsdirector.parser.model;

import java.util.List;

/**
 * A whole configuration.
 *
 * @param process root-level settings
 * @param global global_defs
 * @param vrrp the VRRP side
 * @param lvs the LVS side
 * @param trackFiles {@code track_file} and {@code vrrp_track_file}, for both sides
 * @param bfdInstances {@code bfd_instance}
 */
public record KeepalivedConfig(
    ProcessSettings process,
    GlobalDefs global,
    VrrpConfig vrrp,
    LvsConfig lvs,
    List<TrackFile> trackFiles,
    List<BfdInstance> bfdInstances) {
  /** What an empty file means, on a host named localhost. */
  public static final KeepalivedConfig EMPTY =
      new KeepalivedConfig(
          ProcessSettings.DEFAULT,
          GlobalDefs.DEFAULT,
          VrrpConfig.EMPTY,
          LvsConfig.EMPTY,
          List.of(),
          List.of());

  /** Copies the lists. */
  public KeepalivedConfig {
    trackFiles = List.copyOf(trackFiles);
    bfdInstances = List.copyOf(bfdInstances);
  }

  /** The same with another VRRP side. */
  public KeepalivedConfig withVrrp(VrrpConfig value) {
    return new KeepalivedConfig(process, global, value, lvs, trackFiles, bfdInstances);
  }

  /** The same with another LVS side. */
  public KeepalivedConfig withLvs(LvsConfig value) {
    return new KeepalivedConfig(process, global, vrrp, value, trackFiles, bfdInstances);
  }

  /** The same with other global_defs. */
  public KeepalivedConfig withGlobal(GlobalDefs value) {
    return new KeepalivedConfig(process, value, vrrp, lvs, trackFiles, bfdInstances);
  }
}
