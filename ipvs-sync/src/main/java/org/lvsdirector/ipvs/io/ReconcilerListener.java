package org.lvsdirector.ipvs.io;

import java.util.List;
import org.lvsdirector.ipvs.diff.Drift;
import org.lvsdirector.ipvs.diff.IpvsChange;

/** Hears what the {@link Reconciler} does, on its thread; must not block. */
public interface ReconcilerListener {
  /** Changes the kernel accepted, in their order. */
  void applied(List<IpvsChange> changes);

  /** Somebody else changed what is ours; it is repaired in the same round. */
  void drifted(List<Drift> found);

  /** Something cannot be done; told once, tried again with growing pauses. */
  void failed(String problem);

  /** The problems told before are over. */
  void recovered();
}
