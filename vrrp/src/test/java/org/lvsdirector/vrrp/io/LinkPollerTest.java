package org.lvsdirector.vrrp.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.LinkbeatInterface;
import org.lvsdirector.parser.model.LinkbeatInterface.Method;
import org.lvsdirector.parser.source.SourceRange;

class LinkPollerTest {
  private final List<String> told = new ArrayList<>();
  private final Map<String, Optional<Boolean>> drivers = new HashMap<>();
  private final LinkPoller poller =
      new LinkPoller(
          List.of(polled("eth0"), polled("eth1")),
          (name, up) -> told.add(name + (up ? " up" : " down")));

  @Test
  void onlyChangesAreToldAndALinkCountsAsUpAtFirst() {
    drivers.put("eth0", Optional.of(true));
    drivers.put("eth1", Optional.of(false));
    look();
    assertThat(told).containsExactly("eth1 down");
    look();
    drivers.put("eth0", Optional.of(false));
    drivers.put("eth1", Optional.of(true));
    look();
    assertThat(told).containsExactly("eth1 down", "eth0 down", "eth1 up");
  }

  @Test
  void aDriverThatDoesNotKnowLeavesItToTheKernel() {
    drivers.put("eth0", Optional.of(false));
    look();
    drivers.put("eth0", Optional.empty());
    look();
    assertThat(told).containsExactly("eth0 down", "eth0 up");
  }

  @Test
  void anInterfaceThatIsGoneHindersNoOther() {
    drivers.put("eth1", Optional.of(false));
    look();
    assertThat(told).containsExactly("eth1 down");
  }

  private void look() {
    poller.look(
        one -> {
          Optional<Boolean> link = drivers.get(one.name());
          if (link == null) {
            throw new LinuxException("ask for link state of", one.name(), Errno.ENODEV);
          }
          return link;
        });
  }

  private static LinkbeatInterface polled(String name) {
    return new LinkbeatInterface(name, Method.PROBE, SourceRange.NONE);
  }
}
