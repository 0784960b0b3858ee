package org.lvsdirector.daemon.control;

/** Answers requests of the control interface. Called from many threads. */
@FunctionalInterface
public interface ControlHandler {
  /** Answers one request; never throws for what a caller sent. */
  ControlAnswer answer(ControlRequest request);
}
