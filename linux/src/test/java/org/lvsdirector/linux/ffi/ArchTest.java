package org.lvsdirector.linux.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArchTest {

  @Test
  void packedEpollEventIsOnlyOnAmd64() {
    assertThat(Arch.of("amd64").epollEventSize()).isEqualTo(12);
    assertThat(Arch.of("amd64").epollDataOffset()).isEqualTo(4);
    assertThat(Arch.of("aarch64").epollEventSize()).isEqualTo(16);
    assertThat(Arch.of("aarch64").epollDataOffset()).isEqualTo(8);
  }

  @Test
  void otherProcessorsAreRefusedByName() {
    assertThatThrownBy(() -> Arch.of("s390x")).hasMessageContaining("s390x");
  }
}
