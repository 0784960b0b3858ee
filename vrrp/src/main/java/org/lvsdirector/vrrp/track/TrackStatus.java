package org.lvsdirector.vrrp.track;

import java.util.HashMap;
import java.util.Map;

/**
 * Everything tracked, as it is now.
 *
 * @param interfaces by name; what is missing does not exist
 * @param scripts by name
 * @param files value by name; what is missing is 0
 * @param processes by name, whether their number is within the quorum
 * @param bfds by name, whether the session is up
 */
public record TrackStatus(
    Map<String, InterfaceView> interfaces,
    Map<String, TrackedScript> scripts,
    Map<String, Integer> files,
    Map<String, Boolean> processes,
    Map<String, Boolean> bfds) {
  /** Nothing known. */
  public static final TrackStatus EMPTY =
      new TrackStatus(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /** Copies the maps. */
  public TrackStatus {
    interfaces = Map.copyOf(interfaces);
    scripts = Map.copyOf(scripts);
    files = Map.copyOf(files);
    processes = Map.copyOf(processes);
    bfds = Map.copyOf(bfds);
  }

  /** The same with these interfaces. */
  public TrackStatus withInterfaces(Map<String, InterfaceView> next) {
    return new TrackStatus(next, scripts, files, processes, bfds);
  }

  /** The same with these scripts. */
  public TrackStatus withScripts(Map<String, TrackedScript> next) {
    return new TrackStatus(interfaces, next, files, processes, bfds);
  }

  /** The same with one script changed. */
  public TrackStatus withScript(String name, TrackedScript script) {
    return withScripts(with(scripts, name, script));
  }

  /** The same with one file changed. */
  public TrackStatus withFile(String name, int value) {
    return new TrackStatus(interfaces, scripts, with(files, name, value), processes, bfds);
  }

  /** The same with one process changed. */
  public TrackStatus withProcess(String name, boolean quorum) {
    return new TrackStatus(interfaces, scripts, files, with(processes, name, quorum), bfds);
  }

  /** The same with one BFD session changed. */
  public TrackStatus withBfd(String name, boolean up) {
    return new TrackStatus(interfaces, scripts, files, processes, with(bfds, name, up));
  }

  private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
    var copy = new HashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  boolean isUp(String interfaceName) {
    InterfaceView view = interfaces.get(interfaceName);
    return view != null && view.up();
  }
}
