package org.lvsdirector.daemon.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.lvsdirector.daemon.OsSignals;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.Pollable;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.io.RealTimeSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns signals into events of the main process's loop. Nothing is done in the handler's own
 * thread.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final Duration LONG = Duration.ofHours(1);

  private final Map<Pollable, ControlSignal> realTime = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  private Signals() {}

  /**
   * Claims the real-time signals. To be called first thing in {@code main}: each needs the file
   * descriptor of its own number, and unhandled it would end the process.
   */
  static Signals claim() {
    Signals signals = new Signals();
    for (ControlSignal signal : ControlSignal.values()) {
      if (signal.signalName().isEmpty()) {
        try {
          signals.realTime.put(RealTimeSignals.receive(signal.number()), signal);
        } catch (LinuxException e) {
          signals.complaints.add(
              "signal "
                  + signal.number()
                  + " ("
                  + signal
                  + ") cannot be received: "
                  + e.getMessage());
        }
      }
    }
    return signals;
  }

  /** Takes over the signals that keepalived's operators use. */
  void route(BlockingQueue<SupervisorEvent> events, boolean ignoreSigint) {
    for (ControlSignal signal : ControlSignal.values()) {
      if (!signal.signalName().isEmpty()) {
        handle(signal.signalName(), () -> events.add(new SupervisorEvent.Signalled(signal)));
      }
    }
    handle(
        "INT",
        ignoreSigint
            ? () -> {}
            : () -> events.add(new SupervisorEvent.Signalled(ControlSignal.STOP)));
    complaints.forEach(complaint -> LOG.warn("{}", complaint));
    if (!realTime.isEmpty()) {
      Thread.ofPlatform().daemon().name("signals").start(() -> awaitRealTime(realTime, events));
    }
  }

  private static void handle(String name, Runnable action) {
    try {
      OsSignals.handle(name, action);
    } catch (IllegalArgumentException e) {
      LOG.warn("SIG{} cannot be handled in this Java runtime ({})", name, e.getMessage());
    }
  }

  private static void awaitRealTime(
      Map<Pollable, ControlSignal> received, BlockingQueue<SupervisorEvent> events) {
    try (Poller poller = new Poller()) {
      received.keySet().forEach(poller::add);
      while (true) {
        for (Pollable ready : poller.await(LONG)) {
          if (ready instanceof RealTimeSignals signal && signal.take()) {
            events.add(
                new SupervisorEvent.Signalled(
                    java.util.Objects.requireNonNull(received.get(ready))));
          }
        }
      }
    } catch (LinuxException e) {
      LOG.error("signals for statistics and JSON are not received any more: {}", e.getMessage());
    }
  }
}
