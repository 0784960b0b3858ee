package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IgnoredSignalsTest {
  private static final int SIGURG = 23;

  @Test
  void anIgnoredSignalGetsItsDefaultActionOnce() throws LinuxException {
    RealTimeSignals.ignore(SIGURG);
    assertThat(IgnoredSignals.heed(SIGURG)).isTrue();
    assertThat(IgnoredSignals.heed(SIGURG)).isFalse();
  }
}
