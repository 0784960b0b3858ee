package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipes of other users: keepalived reference, VRRP 22.3. */
class FifoIT {
  private static final Credentials NOBODY = new Credentials(65534, 65533, List.of());

  @TempDir Path folder;

  @Test
  void rule22p3AUserGetsHisPipeAndItIsUsedAgain() throws Exception {
    Path path = folder.resolve("fifo");
    try (Fifo fifo = Fifo.open(path, 0600, Optional.of(NOBODY))) {
      assertThat(fifo.wasCreated()).isTrue();
      assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(65534);
      assertThat(Files.getAttribute(path, "unix:gid")).isEqualTo(65533);
    }
    try (Fifo fifo = Fifo.open(path, 0600, Optional.of(NOBODY))) {
      assertThat(fifo.wasCreated()).isFalse();
    }
  }

  @Test
  void rule22p3APipeOfSomebodyElseIsRefusedAndLeftAlone() throws Exception {
    Path path = folder.resolve("fifo");
    Fifo.open(path, 0600, Optional.of(NOBODY)).close();
    assertThatThrownBy(() -> Fifo.open(path, 0600, Optional.empty()))
        .hasMessage("open pipe " + path + ": EPERM (the pipe belongs to user 65534)");
    Credentials another = new Credentials(1, 1, List.of());
    assertThatThrownBy(() -> Fifo.open(path, 0600, Optional.of(another)))
        .hasMessageContaining("EPERM");
    assertThat(path).exists();
  }
}
