package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ProcessControlIT {

  private static String statusLine(String key) {
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith(key + ":"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void memoryIsLockedOnFaultAndFreedAgain() throws LinuxException {
    ProcessControl.lockMemory(
        ProcessControl.MCL_CURRENT | ProcessControl.MCL_FUTURE | ProcessControl.MCL_ONFAULT);
    try {
      assertThat(statusLine("VmLck")).doesNotContain(" 0 kB");
    } finally {
      ProcessControl.unlockMemory();
    }
    assertThat(statusLine("VmLck")).contains(" 0 kB");
  }

  @Test
  void settingsOfAThreadStayWithIt() throws LinuxException {
    BitSet all = ProcessControl.affinity();
    BitSet one = new BitSet();
    one.set(all.nextSetBit(0));
    String seen =
        NetworkNamespace.onOwnThread(
            "lin-settings",
            () -> {
              ProcessControl.nameThread("lin-renamed");
              ProcessControl.nice(5);
              ProcessControl.affinity(one);
              ProcessControl.signalOnParentDeath(0);
              assertThat(ProcessControl.affinity()).isEqualTo(one);
              return statusLine("Name");
            });
    assertThat(seen).endsWith("lin-renamed");
    assertThat(ProcessControl.affinity()).isEqualTo(all);
  }

  @Test
  void limitsAreSetAndRead() throws LinuxException {
    ProcessControl.Limit before = ProcessControl.limit(ProcessControl.Resource.RTTIME);
    ProcessControl.limit(
        ProcessControl.Resource.RTTIME, new ProcessControl.Limit(500_000, before.hard()));
    assertThat(ProcessControl.limit(ProcessControl.Resource.RTTIME).soft()).isEqualTo(500_000);
    ProcessControl.limit(ProcessControl.Resource.RTTIME, before);
    assertThat(ProcessControl.limit(ProcessControl.Resource.RTTIME)).isEqualTo(before);
  }
}
