package org.lvsdirector.ipvs.io;

import java.util.List;
import org.lvsdirector.ipvs.diff.Drift;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the {@link Reconciler} does to the log: a few changes each, many as a number. */
public final class ReconcilerLog implements ReconcilerListener {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** More lines than an operator reads. */
  private static final int LINES = 20;

  @Override
  public void applied(List<IpvsChange> changes) {
    if (changes.size() > LINES) {
      LOG.info("IPVS: {} changes made", changes.size());
    } else {
      changes.forEach(change -> LOG.info("IPVS: {}", change.describe()));
    }
  }

  @Override
  public void drifted(List<Drift> found) {
    found.stream()
        .limit(LINES)
        .forEach(
            drift -> LOG.warn("IPVS table was changed by somebody else: {}", drift.describe()));
    if (found.size() > LINES) {
      LOG.warn(
          "IPVS table was changed by somebody else: {} more differences", found.size() - LINES);
    }
  }

  @Override
  public void failed(String problem) {
    LOG.error("IPVS: {}", problem);
  }

  @Override
  public void recovered() {
    LOG.info("IPVS: earlier problems are over, the table is as wanted");
  }
}
