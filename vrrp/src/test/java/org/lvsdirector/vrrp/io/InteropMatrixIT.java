package org.lvsdirector.vrrp.io;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole matrix against Debian's keepalived, in both roles: election, failover by goodbye and by
 * silence, hand-back. All pairs run side by side, each on a segment of its own, since a second is
 * the shortest interval that version 2 has.
 */
class InteropMatrixIT {
  @TestFactory
  Stream<DynamicTest> bothRolesElectFailOverAndHandBack() {
    List<DynamicTest> tests = new ArrayList<>();
    for (InteropCase c : InteropCase.all()) {
      var task =
          new FutureTask<Boolean>(
              (Callable<Boolean>)
                  () -> {
                    InteropPair.run(c);
                    return true;
                  });
      Thread.ofPlatform().name("pair").start(task);
      tests.add(DynamicTest.dynamicTest(c.toString(), () -> join(task)));
    }
    return tests.stream();
  }

  private static void join(FutureTask<Boolean> task) throws InterruptedException {
    try {
      var _ = task.get();
    } catch (ExecutionException e) {
      throw new AssertionError("see the cause", e.getCause());
    }
  }
}
