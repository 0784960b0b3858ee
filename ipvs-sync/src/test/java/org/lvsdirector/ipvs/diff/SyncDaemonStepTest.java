package org.lvsdirector.ipvs.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.ipvs.model.SyncDaemon.Role;

class SyncDaemonStepTest {
  private static final SyncDaemon MASTER = SyncDaemon.of(Role.MASTER, "eth0", 51);
  private static final SyncDaemon BACKUP = MASTER.as(Role.BACKUP);

  /** As the kernel shows a master that was started with its defaults. */
  private static final SyncDaemon SHOWN =
      new SyncDaemon(
          Role.MASTER, "eth0", 51, 1472, Optional.of(IpAddress.of("224.0.0.81")), 8848, 1);

  @Test
  void aChangeOfRoleStopsBeforeItStarts() {
    assertThat(SyncDaemonStep.between(List.of(BACKUP), List.of(MASTER), Set.of()))
        .containsExactly(new SyncDaemonStep.Stop(Role.BACKUP), new SyncDaemonStep.Start(MASTER));
  }

  @Test
  void theKernelsDefaultsAreNoDifference() {
    assertThat(SyncDaemonStep.between(List.of(SHOWN), List.of(MASTER), Set.of())).isEmpty();
  }

  @Test
  void aLengthTheKernelCutIsNoDifferenceOnceStarted() {
    SyncDaemon wanted = MASTER.withMaxLength(65507);
    assertThat(SyncDaemonStep.between(List.of(SHOWN), List.of(wanted), Set.of(wanted))).isEmpty();
    assertThat(SyncDaemonStep.between(List.of(SHOWN), List.of(wanted), Set.of()))
        .containsExactly(new SyncDaemonStep.Stop(Role.MASTER), new SyncDaemonStep.Start(wanted));
  }

  @Test
  void anotherInterfaceOrIdStartsAgain() {
    for (SyncDaemon other :
        List.of(SyncDaemon.of(Role.MASTER, "eth1", 51), SyncDaemon.of(Role.MASTER, "eth0", 52))) {
      assertThat(SyncDaemonStep.between(List.of(SHOWN), List.of(other), Set.of()))
          .containsExactly(new SyncDaemonStep.Stop(Role.MASTER), new SyncDaemonStep.Start(other));
    }
  }

  @Test
  void bothRolesMayRun() {
    assertThat(SyncDaemonStep.between(List.of(), List.of(MASTER, BACKUP), Set.of())).hasSize(2);
    assertThat(SyncDaemonStep.between(List.of(SHOWN, BACKUP), List.of(MASTER, BACKUP), Set.of()))
        .isEmpty();
  }
}
