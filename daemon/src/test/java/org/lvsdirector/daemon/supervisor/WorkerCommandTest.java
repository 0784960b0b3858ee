package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

final class WorkerCommandTest {
  private static final InetAddress VIP = InetAddress.ofLiteral("192.0.2.1");

  @Test
  void someHundredServersGetTheSmallHeap() {
    assertThat(WorkerCommand.heapMegabytes(services(10))).isEqualTo(64);
  }

  @Test
  void heapGrowsWithTheNumberOfServers() {
    assertThat(WorkerCommand.heapMegabytes(services(1000))).isGreaterThan(64);
  }

  /** Services of 36 servers each, without checks. */
  private static KeepalivedConfig services(int number) {
    VirtualServer[] services =
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    VirtualServer.builder(new VirtualAddress.Address(VIP, 1 + i))
                        .realServers(
                            IntStream.range(0, 36)
                                .mapToObj(
                                    j ->
                                        RealServer.builder(
                                                InetAddress.ofLiteral("198.51.100." + (j + 1)), 80)
                                            .build())
                                .toList())
                        .build())
            .toArray(VirtualServer[]::new);
    return KeepalivedConfig.EMPTY.withLvs(LvsConfig.of(services));
  }
}
