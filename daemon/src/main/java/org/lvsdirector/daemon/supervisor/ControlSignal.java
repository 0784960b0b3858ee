package org.lvsdirector.daemon.supervisor;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an operator may ask by signal; numbers are Linux's, names those of {@code --signum}
 * (keepalived reference, VRRP 24).
 */
public enum ControlSignal {
  RELOAD("HUP", 1),
  STOP("TERM", 15),
  DATA("USR1", 10),
  STATS("USR2", 12),
  STATS_CLEAR("", 63),
  JSON("", 36),
  /** Ours: go on as the program that is installed now; keepalived has nothing like it. */
  RESTART("", 37),
  TDUMP("", 64);

  private final String signalName;
  private final int number;

  ControlSignal(String signalName, int number) {
    this.signalName = signalName;
    this.number = number;
  }

  /** The signal's name without SIG; "" for a real-time signal. */
  public String signalName() {
    return signalName;
  }

  /** The signal's number on Linux. */
  public int number() {
    return number;
  }

  /** The signal that {@code --signum=name} asks for. */
  public static Optional<ControlSignal> ofName(String name) {
    return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
  }
}
