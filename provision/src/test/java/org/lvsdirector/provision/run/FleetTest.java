package org.lvsdirector.provision.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lvsdirector.provision.method.HostWish;
import org.lvsdirector.provision.ssh.SshFailure;
import org.lvsdirector.provision.ssh.SshTarget;

class FleetTest {
  private static final int AT_ONCE = 32;

  @Test
  void neverMoreConnectionsThanAllowedAndAsManyAsThat() throws InterruptedException {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(AT_ONCE);
    Fleet.Connector connector =
        _ -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          full.countDown();
          boolean reached = await(full);
          open.decrementAndGet();
          throw new SshFailure(SshFailure.Kind.OTHER, reached ? "refused" : "fewer than allowed");
        };
    List<Integer> progress = new ArrayList<>();
    List<Outcome> outcomes =
        new Fleet(
                connector,
                AT_ONCE,
                (done, _, _) -> {
                  synchronized (progress) {
                    progress.add(done);
                  }
                })
            .run(Command.PLAN, jobs(100));
    assertThat(most).hasValue(AT_ONCE);
    assertThat(outcomes).extracting(Outcome::error).containsOnly("refused");
    assertThat(outcomes.getLast().name()).isEqualTo("rs99");
    assertThat(progress).hasSize(100).contains(1, 100);
  }

  @Test
  void oneServersSurpriseLeavesTheOthersUnharmed() throws InterruptedException {
    Fleet.Connector connector =
        target -> {
          if (target.host().equals("rs1")) {
            throw new IllegalStateException("surprise");
          }
          throw new SshFailure(SshFailure.Kind.OTHER, "refused");
        };
    List<Outcome> outcomes = new Fleet(connector, 2, (_, _, _) -> {}).run(Command.PLAN, jobs(3));
    assertThat(outcomes).extracting(Outcome::name).containsExactly("rs0", "rs1", "rs2");
    assertThat(outcomes.get(1).error()).contains("surprise");
    assertThat(outcomes.get(2).error()).isEqualTo("refused");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<HostJob> jobs(int count) {
    List<HostJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SshTarget target =
          new SshTarget(
              "rs" + i, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
      jobs.add(
          new HostJob(
              "rs" + i,
              target,
              new HostWish(
                  InetAddress.ofLiteral("10.0.0." + i),
                  List.of(),
                  List.of(),
                  HostWish.Preferences.defaults())));
    }
    return jobs;
  }
}
