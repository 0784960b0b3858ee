package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SpawnIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void programRunsAsTheOtherUserAndWeStayRoot() throws Exception {
    Credentials nobody = UserDatabase.credentials("nobody", Optional.empty()).orElseThrow();
    SpawnedProcess process =
        Spawn.of(List.of("/bin/sh", "-c", "id -u; id -g; id -G"), Map.of("PATH", "/usr/bin:/bin"))
            .as(nobody)
            .capturing(100)
            .start();
    assertThat(process.waitFor(LONG)).contains(new ExitStatus.Exited(0));
    assertThat(process.output(LONG))
        .isEqualTo(nobody.uid() + "\n" + nobody.gid() + "\n" + nobody.gid() + "\n");
    assertThat(ProcessControl.effectiveUid()).isZero();
    assertThat(ProcessControl.hasCapability(ProcessControl.CAP_NET_ADMIN)).isTrue();
  }

  @Test
  void programRunsInTheNamespace() throws Exception {
    try (TestNamespaces namespaces = new TestNamespaces()) {
      SpawnedProcess process =
          Spawn.of(List.of("/bin/ls", "/sys/class/net", "/proc/self/net/dev"), Map.of())
              .inNamespace(namespaces.left)
              .capturing(1000)
              .start();
      assertThat(process.waitFor(LONG)).contains(new ExitStatus.Exited(0));
      SpawnedProcess cat =
          Spawn.of(List.of("/bin/cat", "/proc/self/net/dev"), Map.of())
              .inNamespace(namespaces.left)
              .capturing(2000)
              .start();
      assertThat(cat.waitFor(LONG)).contains(new ExitStatus.Exited(0));
      assertThat(cat.output(LONG)).contains("a0:").doesNotContain("eth0:");
    }
  }

  @Test
  void manyVirtualThreadsStartAndWait() throws Exception {
    Callable<Optional<ExitStatus>> one =
        () -> Spawn.of(List.of("/bin/true"), Map.of()).start().waitFor(LONG);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : executor.invokeAll(Collections.nCopies(50, one))) {
        assertThat(future.get()).contains(new ExitStatus.Exited(0));
      }
    }
  }
}
