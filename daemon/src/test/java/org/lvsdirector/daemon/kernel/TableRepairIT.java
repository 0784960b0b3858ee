package org.lvsdirector.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table under a running director: what somebody else changes is put right and named, and the
 * death of the whole program costs it nothing.
 */
@Tag("ipvs")
class TableRepairIT {
  private static final String SERVICE = "192.168.1.100:80";

  /** Ten seconds until it is noticed, two until it is repaired. */
  private static final Duration PROMISED = Duration.ofSeconds(12);

  /** What an emulated machine on a busy builder may add. */
  private static final Duration ROOM = Duration.ofSeconds(18);

  private static final String CHANGED_BY_HAND = "IPVS table was changed by somebody else: ";

  @AutoClose private static LabTopology lab;
  private static Host director;
  private static Running running;

  @BeforeAll
  static void up() {
    lab = LabTopology.up();
    lab.prepareRealServers();
    director = lab.director1();
    running = start();
  }

  @BeforeEach
  void serves() {
    Await.until("director1 serves", Await.LONG, TableRepairIT::isComplete, running::log);
  }

  @Test
  void aClearedTableIsRepairedAndNamed() {
    repairs(
        List.of("-C"),
        "service [192.168.1.100]:tcp:80: found missing, wanted present with 2 destinations");
  }

  @Test
  void aDeletedServerIsRepairedAndNamed() {
    repairs(
        List.of("-d", "-t", SERVICE, "-r", "192.168.1.31:80"),
        "service [192.168.1.100]:tcp:80, destination 192.168.1.31:80:"
            + " found missing, wanted weight 1 DR");
  }

  @Test
  void aChangedWeightIsRepairedAndNamed() {
    repairs(
        List.of("-e", "-t", SERVICE, "-r", "192.168.1.32:80", "-g", "-w", "7"),
        "service [192.168.1.100]:tcp:80, destination 192.168.1.32:80:"
            + " found weight 7 DR, wanted weight 1 DR");
  }

  private static void repairs(List<String> harm, String told) {
    String before = director.ok("ipvsadm", "-Sn");
    long offset = running.logLength();
    director.ok(Stream.concat(Stream.of("ipvsadm"), harm.stream()).toArray(String[]::new));
    Duration took =
        Await.until(
            "repaired after ipvsadm " + harm,
            PROMISED.plus(ROOM),
            () -> director.ok("ipvsadm", "-Sn").equals(before),
            running::log);
    Await.until(
        "it is named",
        Await.LONG,
        () -> running.logFrom(offset).contains(CHANGED_BY_HAND + told),
        running::log);
    System.out.println("repaired after " + took.toMillis() + " ms: ipvsadm " + harm);
    assertThat(
            running.logFrom(offset).lines().filter(line -> line.contains(CHANGED_BY_HAND)).toList())
        .as("told once")
        .hasSize(1);
  }

  @Test
  void theDeathOfTheWholeProgramCostsNoEntryAndNoCount() {
    lab.client().ask();
    Await.until("it is counted", Await.LONG, () -> connections() > 0, director::table);
    long counted = connections();
    String saved = director.ok("ipvsadm", "-Sn");
    String worker = director.worker();
    director.ok("kill", "-KILL", running.pid(), worker);
    running.awaitExit();
    Await.until(
        "nothing of it is left",
        Await.LONG,
        () -> director.run("pgrep", "-f", "org.lvsdirector").out().isBlank(),
        () -> director.ok("ps", "-ef"));
    assertThat(director.ok("ipvsadm", "-Sn")).isEqualTo(saved);

    running = start();
    Await.until(
        "the next one has looked after it",
        Await.LONG,
        () -> {
          assertThat(director.ok("ipvsadm", "-Sn")).as(running.log()).isEqualTo(saved);
          return knowsItsServers();
        },
        running::log);
    assertThat(director.ok("ipvsadm", "-Sn")).isEqualTo(saved);
    // A service that had been removed and added again would have lost its count.
    assertThat(connections()).isGreaterThanOrEqualTo(counted);
    assertThat(running.lines())
        .as("changes that the next one made")
        .noneMatch(line -> line.matches(".*IPVS: (add|edit|delete) .*"));
  }

  private static Running start() {
    return Program.LVS_DIRECTOR.start(director, Program.exampleFor(director));
  }

  private static boolean isComplete() {
    return director.holds(LabTopology.VIP)
        && director.balancesTo(lab.rs1())
        && director.balancesTo(lab.rs2())
        && knowsItsServers();
  }

  /** Whether a check of each server has passed under the program that runs now. */
  private static boolean knowsItsServers() {
    Ran ran = director.run(Program.distribution().toString(), "status", "--json");
    return ran.status() == 0
        && ran.out().contains(lab.rs1().address())
        && ran.out().contains(lab.rs2().address())
        && !ran.out().contains("has not run yet");
  }

  private static long connections() {
    return director
        .ok("ipvsadm", "-Ln", "--stats")
        .lines()
        .filter(line -> line.contains(SERVICE))
        .map(line -> line.strip().split("\\s+"))
        .mapToLong(words -> Long.parseLong(words[2]))
        .sum();
  }
}
