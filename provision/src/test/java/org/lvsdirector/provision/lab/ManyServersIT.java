package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred servers, each with its own namespace and sshd. */
class ManyServersIT {
  private static final int MANY = 100;
  private final Segment segment = new Segment();

  @AfterEach
  void removeTheSegment() {
    segment.close();
  }

  @Test
  void aHundredServersAreAppliedVerifiedAndUndone() {
    for (int i = 0; i < MANY; i++) {
      segment.small(i);
    }
    segment.knowHosts();
    Path inventory = segment.inventory();
    for (String command : new String[] {"apply", "verify", "undo"}) {
      long start = System.nanoTime();
      Segment.Run run = segment.provision(command, inventory);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.println(
          "provision " + command + " of " + MANY + " servers: " + took.toMillis() + " ms");
      assertThat(run.status()).as(run.out()).isZero();
      assertThat(run.out()).contains(MANY + " as wanted");
      // The figure is printed; the limit only catches servers that are done one after the other.
      assertThat(took).isLessThan(Duration.ofMinutes(10));
    }
  }
}
