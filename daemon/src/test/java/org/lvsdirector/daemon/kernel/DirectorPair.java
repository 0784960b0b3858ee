package org.lvsdirector.daemon.kernel;

import java.time.Duration;
import java.util.function.Predicate;

/** Both directors of a lab, each running one of the two programs under the example's files. */
final class DirectorPair {
  private final LabTopology lab;
  private final Program program1;
  private Running running1;
  private final Running running2;

  private DirectorPair(LabTopology lab, Program program1, Program program2) {
    this.lab = lab;
    this.program1 = program1;
    this.running1 = program1.start(lab.director1(), Program.exampleFor(lab.director1()));
    this.running2 = program2.start(lab.director2(), Program.exampleFor(lab.director2()));
  }

  /** Starts both and waits until director1 is the only MASTER and both tables are full. */
  static DirectorPair start(LabTopology lab, Program program1, Program program2) {
    DirectorPair pair = new DirectorPair(lab, program1, program2);
    Await.until("director1 is MASTER, both tables are full", Await.LONG, pair::isReady, pair::seen);
    return pair;
  }

  /** Fails at once when one of the programs has ended: waiting longer would only hide its words. */
  private boolean isReady() {
    if (!running1.isAlive() || !running2.isAlive()) {
      throw new AssertionError("a director's program ended by itself\n" + seen());
    }
    return lab.director1().holds(LabTopology.VIP)
        && !lab.director2().holds(LabTopology.VIP)
        && isFull(lab.director1())
        && isFull(lab.director2());
  }

  private boolean isFull(Host host) {
    return host.balancesTo(lab.rs1()) && host.balancesTo(lab.rs2());
  }

  Running running1() {
    return running1;
  }

  Running running2() {
    return running2;
  }

  /**
   * Pulls the cable of director1 and kills its program, in this order so that nothing can say
   * good-bye.
   */
  void crash1() {
    lab.cut(lab.director1());
    program1.crash(running1);
  }

  /** Plugs the cable in and starts the program again. */
  void restart1() {
    lab.join(lab.director1());
    running1 = program1.start(lab.director1(), Program.exampleFor(lab.director1()));
  }

  void awaitFullTables() {
    awaitTables("both servers", this::isFull);
  }

  void awaitTables(String what, Predicate<Host> holds) {
    Await.until(
        what + " in both tables",
        Await.LONG,
        () -> holds.test(lab.director1()) && holds.test(lab.director2()),
        this::seen);
  }

  /** Returns how long it took until {@code master} held the VIP and {@code other} did not. */
  Duration awaitMaster(Host master, Host other) {
    return Await.until(
        master + " alone holds the VIP",
        Await.LONG,
        () -> master.holds(LabTopology.VIP) && !other.holds(LabTopology.VIP),
        this::seen);
  }

  Duration awaitVip(Host host) {
    return Await.until(
        host + " holds the VIP", Await.LONG, () -> host.holds(LabTopology.VIP), this::seen);
  }

  private String seen() {
    StringBuilder text = new StringBuilder();
    for (Running running : new Running[] {running1, running2}) {
      Host host = running.host();
      text.append("--- ").append(host).append(running.isAlive() ? "\n" : " (ended)\n");
      text.append(running.log()).append(host.ok("ip", "-br", "address")).append(host.table());
    }
    return text.toString();
  }
}
