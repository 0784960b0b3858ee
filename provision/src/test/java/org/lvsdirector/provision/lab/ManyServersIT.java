package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A hundred servers, each with its own namespace and sshd. The aim is 10 s for apply and 5 s for
 * verify on two processors that also run all the sshd, so 20 s and 10 s of processor time: what a
 * busy machine does not falsify. The wall clock only catches servers done one after the other.
 */
class ManyServersIT {
  private static final int MANY = 100;
  private final ManyServers servers = new ManyServers(MANY);

  @AfterEach
  void removeTheServers() {
    servers.close();
  }

  @Test
  void aHundredServersAreAppliedVerifiedAndUndone() {
    within("apply", Duration.ofSeconds(20));
    within("verify", Duration.ofSeconds(10));
    within("undo", Duration.ofSeconds(20));
  }

  private void within(String command, Duration processor) {
    ManyServers.Cost cost = servers.run(command);
    System.out.println("provision " + command + " of " + MANY + " servers: " + cost.figures());
    assertThat(cost.status()).as(cost.out()).isZero();
    assertThat(cost.out()).contains(MANY + " as wanted");
    assertThat(cost.own().plus(cost.theirs())).isLessThan(processor);
    assertThat(cost.took()).isLessThan(Duration.ofMinutes(1));
    // The heap's limit and as much again for everything else.
    assertThat(cost.memoryKib()).isLessThan(512 << 10);
  }
}
