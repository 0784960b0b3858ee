package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.io.LinuxException;

/** What an operator reads on a host whose kernel has no IPVS. */
@Tag("no-ipvs")
class MissingIpvsIT {
  @Test
  void theErrorSaysWhatIsMissingAndWhatToDo() {
    assertThatThrownBy(NetlinkIpvs::open)
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("open IPVS")
        .hasMessageContaining("IPVS is not in this kernel: run modprobe ip_vs");
  }
}
