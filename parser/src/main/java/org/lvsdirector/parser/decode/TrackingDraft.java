package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.parser.model.Tracking;

/** What an instance or sync group tracks, while it is read. */
final class TrackingDraft {
  final List<Tracking.Entry> interfaces = new ArrayList<>();
  final List<Tracking.Entry> scripts = new ArrayList<>();
  final List<Tracking.Entry> files = new ArrayList<>();
  final List<Tracking.Entry> processes = new ArrayList<>();
  final List<Tracking.Entry> bfds = new ArrayList<>();

  /** What is tracked already: kind and name. */
  final Set<String> written = new HashSet<>();

  Tracking finished() {
    return new Tracking(interfaces, scripts, files, processes, bfds);
  }
}
