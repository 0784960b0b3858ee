package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.netlink.NlError;

class LinuxExceptionTest {

  @Test
  void messageNamesCallTargetErrnoAndRemedy() {
    assertThat(new LinuxException("bind raw socket", "eth0", Errno.EPERM))
        .hasMessage("bind raw socket eth0: EPERM (needs CAP_NET_RAW)");
    assertThat(new LinuxException("add address", "10.0.0.1/24 dev 2", Errno.EPERM))
        .hasMessage("add address 10.0.0.1/24 dev 2: EPERM (needs CAP_NET_ADMIN)");
    assertThat(new LinuxException("poll", "3 sockets", new Errno(133)))
        .hasMessage("poll 3 sockets: errno 133");
  }

  @Test
  void kernelsOwnWordsComeBeforeOurRemedy() {
    NlError error = new NlError(1, 7, Optional.of("not while it is up"));
    NlReply reply = new NlReply(List.of(), Optional.of(error));
    assertThatThrownBy(() -> reply.orThrow("set MAC of interface", "3"))
        .hasMessage("set MAC of interface 3: EPERM (not while it is up)");
  }

  @Test
  void lostAnswerIsNoSuccess() {
    NlReply reply = new NlReply(List.of(), Optional.empty());
    assertThat(reply.failure()).contains(Errno.ENOBUFS);
    assertThatThrownBy(() -> reply.orThrow("add address", "10.0.0.1/24"))
        .isInstanceOf(LinuxException.class);
  }
}
