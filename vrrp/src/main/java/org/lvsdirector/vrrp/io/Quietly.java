package org.lvsdirector.vrrp.io;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closing where a failure changes nothing any more but should be read. */
final class Quietly {
  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("closing {}: {}", resource, e.toString());
    }
  }
}
