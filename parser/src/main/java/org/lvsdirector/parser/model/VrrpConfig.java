package org.lvsdirector.parser.model;

import java.util.List;
import java.util.Optional;

/**
 * Everything the VRRP side needs besides global_defs.
 *
 * @param statics static entries
 * @param trackGroups {@code track_group}
 * @param garpGroups {@code garp_group}
 * @param linkbeatInterfaces {@code linkbeat_interfaces}
 * @param interfaceDelays {@code interface_up_down_delays}
 * @param scripts {@code vrrp_script}s that something tracks
 * @param processes {@code vrrp_track_process}
 * @param instances {@code vrrp_instance}
 * @param syncGroups {@code vrrp_sync_group}
 */
public record VrrpConfig(
    StaticEntries statics,
    List<TrackGroup> trackGroups,
    List<GarpGroup> garpGroups,
    List<LinkbeatInterface> linkbeatInterfaces,
    List<InterfaceDelay> interfaceDelays,
    List<VrrpScript> scripts,
    List<TrackProcess> processes,
    List<VrrpInstance> instances,
    List<VrrpSyncGroup> syncGroups) {
  /** Nothing configured. */
  public static final VrrpConfig EMPTY =
      new VrrpConfig(
          StaticEntries.NONE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  /** Copies the lists. */
  public VrrpConfig {
    trackGroups = List.copyOf(trackGroups);
    garpGroups = List.copyOf(garpGroups);
    linkbeatInterfaces = List.copyOf(linkbeatInterfaces);
    interfaceDelays = List.copyOf(interfaceDelays);
    scripts = List.copyOf(scripts);
    processes = List.copyOf(processes);
    instances = List.copyOf(instances);
    syncGroups = List.copyOf(syncGroups);
  }

  /** A configuration of instances and sync groups alone, for tests. */
  public static VrrpConfig of(List<VrrpInstance> instances, List<VrrpSyncGroup> syncGroups) {
    return new VrrpConfig(
        StaticEntries.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        instances,
        syncGroups);
  }

  /** The instance of that name. */
  public Optional<VrrpInstance> instance(String name) {
    return instances.stream().filter(i -> i.name().equals(name)).findFirst();
  }

  /** Whether VRRP has anything to do: an instance or a static entry (parser 16.2). */
  public boolean needed() {
    return !instances.isEmpty() || !statics.isEmpty();
  }
}
