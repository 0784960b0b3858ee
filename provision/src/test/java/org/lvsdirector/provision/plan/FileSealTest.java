package org.lvsdirector.provision.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSealTest {
  @Test
  void aFileOfOursIsKnownAsOurs() {
    assertThat(FileSeal.intact(FileSeal.seal(List.of("a = 1", "", "b = 2")))).isTrue();
  }

  @Test
  void aChangedLineIsNoticed() {
    List<String> lines = new ArrayList<>(FileSeal.seal(List.of("a = 1")));
    lines.set(3, "a = 2");
    assertThat(FileSeal.intact(lines)).isFalse();
    assertThat(FileSeal.sealed(lines)).isTrue();
  }

  @Test
  void anAddedLineIsNoticed() {
    List<String> lines = new ArrayList<>(FileSeal.seal(List.of("a = 1")));
    lines.add("b = 2");
    assertThat(FileSeal.intact(lines)).isFalse();
  }

  @Test
  void aFileOfOtherHandsHasNoSeal() {
    assertThat(FileSeal.sealed(List.of("# x", "y"))).isFalse();
  }
}
