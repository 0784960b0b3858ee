package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.parser.model.GlobalDefs;

/** {@code max_auto_priority} on a real thread; needs CAP_SYS_NICE. */
class AutoPriorityIT {

  private static <T> T onThreadOfItsOwn(Callable<T> work) throws Exception {
    var task = new FutureTask<T>(work);
    Thread.ofPlatform().start(task);
    return task.get();
  }

  @Test
  void risesByOneWithEachLateWakeUpToTheCeiling() throws Exception {
    List<Integer> priorities = new ArrayList<>();
    int policy =
        onThreadOfItsOwn(
            () -> {
              var auto = new AutoPriority();
              auto.configure(
                  ConfFile.read(
                          "global_defs {\n max_auto_priority 2\n min_auto_priority_delay 5000\n}\n")
                      .global());
              for (int late : List.of(4, 6, 6, 6)) {
                auto.woke(Duration.ofMillis(late));
                priorities.add(auto.priority());
              }
              return ProcessControl.schedulingPolicy();
            });
    assertThat(priorities).containsExactly(0, 1, 2, 2);
    assertThat(policy).isEqualTo(ProcessControl.SCHED_FIFO);
  }

  @Test
  void staysNormalWhereItIsNotAskedFor() throws Exception {
    int policy =
        onThreadOfItsOwn(
            () -> {
              var auto = new AutoPriority();
              auto.configure(GlobalDefs.DEFAULT);
              auto.woke(Duration.ofSeconds(30));
              return ProcessControl.schedulingPolicy();
            });
    assertThat(policy).isEqualTo(ProcessControl.SCHED_OTHER);
  }
}
