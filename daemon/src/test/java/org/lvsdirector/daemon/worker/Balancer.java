package org.lvsdirector.daemon.worker;

import java.io.IOException;

/** A program that keeps an IPVS table by a configuration file. */
interface Balancer {
  /** Reads the file again. */
  void reload() throws IOException;

  /** Ends it in the ordinary way; returns when it is gone. */
  void stop() throws IOException;

  /** Whatever is left of it. */
  void kill();

  String log() throws IOException;
}
