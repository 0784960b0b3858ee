package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonObject;

/** What the main process's one loop reacts to. */
sealed interface SupervisorEvent {
  /** A signal arrived. */
  record Signalled(ControlSignal signal) implements SupervisorEvent {}

  /** The worker said something; {@code generation} tells a new worker's words from a dead one's. */
  record WorkerSaid(int generation, JsonObject message) implements SupervisorEvent {}

  /** The worker ended. */
  record WorkerEnded(int generation, int status) implements SupervisorEvent {}

  /** A VRRP instance changes its state: the worker must hear of it now. */
  record VrrpChanged() implements SupervisorEvent {}
}
