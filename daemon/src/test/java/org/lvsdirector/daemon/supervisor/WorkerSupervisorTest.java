package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.daemon.config.KnownErrors;

/** A process that never says a word in place of the worker, and a clock that is set by hand. */
final class WorkerSupervisorTest {
  private static final int KILLED = 128 + 9;

  private final BlockingQueue<SupervisorEvent> events = new LinkedBlockingQueue<>();
  private long now;
  private final WorkerSupervisor worker = new WorkerSupervisor(List.of("cat"), events, () -> now);

  @BeforeEach
  void start() throws IOException {
    worker.start();
  }

  @AfterEach
  void kill() {
    worker.pid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void aSilentWorkerIsKilledAndStartedAgain() throws Exception {
    worker.markReady();
    Optional<Long> first = worker.pid();
    pass(Duration.ofSeconds(20));
    assertThat(worker.pid()).isEqualTo(first);

    pass(Duration.ofSeconds(2));
    assertThat(events.poll(60, TimeUnit.SECONDS))
        .isEqualTo(new SupervisorEvent.WorkerEnded(1, KILLED));
    worker.ended(KILLED);
    assertThat(worker.untilRestart()).contains(Duration.ZERO);
    worker.startAgain(new KnownErrors(Set.of()));
    assertThat(worker.pid()).isPresent().isNotEqualTo(first);
    assertThat(worker.isReady()).isFalse();
    assertThat(worker.isCurrent(1)).isFalse();
  }

  @Test
  void oneWhoseCheckLoopTurnsIsLeftAlone() {
    worker.markReady();
    for (int i = 0; i < 60; i++) {
      pass(Duration.ofSeconds(10));
      worker.heard();
    }
    assertThat(worker.pid()).isPresent();
    assertThat(events).isEmpty();
  }

  @Test
  void oneThatStartsOrReadsAFileMayBeSilentForLonger() throws Exception {
    pass(Duration.ofMinutes(9));
    worker.markReady();
    worker.busy();
    pass(Duration.ofMinutes(5));
    assertThat(events).isEmpty();
    assertThat(worker.pid()).isPresent();
    pass(Duration.ofSeconds(22));
    assertThat(events.poll(60, TimeUnit.SECONDS))
        .isEqualTo(new SupervisorEvent.WorkerEnded(1, KILLED));
  }

  @Test
  void rule29p1OneThatIsToldToStopAndDoesNotIsKilledWhenItsTimeIsOver() throws Exception {
    worker.markReady();
    assertThat(worker.stop(Duration.ofMillis(50))).isFalse();
    assertThat(worker.pid()).isEmpty();
    assertThat(worker.untilRestart()).isEmpty();
  }

  @Test
  void rule29p1OneThatEndsWhenItIsToldToIsNotKilled() throws Exception {
    WorkerSupervisor obeys = new WorkerSupervisor(List.of("head", "-n", "1"), events);
    obeys.start();
    assertThat(obeys.stop(Duration.ofMinutes(1))).isTrue();
    assertThat(obeys.pid()).isEmpty();
  }

  /** The main process looks once a second. */
  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      now += Duration.ofSeconds(1).toNanos();
      worker.endIfStuck();
    }
  }
}
