package org.lvsdirector.parser.model;

import java.util.List;

/**
 * What an instance or a sync group tracks besides what it tracks implicitly (keepalived reference,
 * VRRP 11). Weights are the effective ones: a missing weight is taken from the tracked thing, and
 * weights that keepalived neutralises (address owners, sync group members; VRRP 1.16) are already 0
 * or their entry is gone.
 *
 * @param interfaces {@code track_interface}
 * @param scripts {@code track_script}
 * @param files {@code track_file}
 * @param processes {@code track_process}
 * @param bfds {@code track_bfd}
 */
public record Tracking(
    List<Entry> interfaces,
    List<Entry> scripts,
    List<Entry> files,
    List<Entry> processes,
    List<Entry> bfds) {
  /** Tracks nothing. */
  public static final Tracking NONE =
      new Tracking(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Tracking {
    interfaces = List.copyOf(interfaces);
    scripts = List.copyOf(scripts);
    files = List.copyOf(files);
    processes = List.copyOf(processes);
    bfds = List.copyOf(bfds);
  }

  /**
   * One tracked thing.
   *
   * @param name name of the interface, script, file, process or BFD session
   * @param weight -253..253 (files and processes -254..254); 0: its failure is a fault
   * @param reverse {@code reverse}: up counts as down and down as up
   */
  public record Entry(String name, int weight, boolean reverse) {}
}
