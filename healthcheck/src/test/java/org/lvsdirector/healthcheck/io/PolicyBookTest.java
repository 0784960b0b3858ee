package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.pool.PoolPolicy;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

class PolicyBookTest {
  private final PolicyBook book = new PolicyBook();

  private static VirtualServer service(int weight) {
    return VirtualServer.builder(new VirtualAddress.Address(InetAddress.ofLiteral("10.0.0.1"), 80))
        .realServers(
            List.of(
                RealServer.builder(InetAddress.ofLiteral("10.0.0.2"), 80).weight(weight).build()))
        .build();
  }

  private PoolPolicy read(boolean mails, boolean notifies, VirtualServer service) {
    book.begin(mails, notifies);
    return book.of(service);
  }

  @Test
  void aVirtualServerThatStaysAsItIsKeepsItsSettings() {
    PoolPolicy first = read(true, false, service(1));
    assertThat(read(true, false, service(1))).isSameAs(first);
    assertThat(read(true, false, service(1))).isSameAs(first);
  }

  @Test
  void oneThatChangesGetsNewSettings() {
    read(true, false, service(1));
    assertThat(read(true, false, service(2)).servers().getFirst().weight()).isEqualTo(2);
  }

  @Test
  void whatCountsForAllIsNotRemembered() {
    read(true, false, service(1));
    assertThat(read(false, false, service(1)).notices().checkerMails()).isFalse();
    assertThat(read(false, true, service(1)).notices().initNotifies()).isTrue();
    assertThat(read(false, false, service(1)).notices().initNotifies()).isFalse();
  }
}
