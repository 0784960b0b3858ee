package org.lvsdirector.daemon.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

final class WorkerSizeTest {
  private static final InetAddress VIP = InetAddress.ofLiteral("192.0.2.1");

  @Test
  void someHundredServersGetTheSmallHeap() {
    assertThat(WorkerSize.of(services(10))).isEqualTo(new WorkerSize(64, false));
  }

  @Test
  void heapGrowsWithTheNumberOfServers() {
    assertThat(WorkerSize.of(services(1000))).isEqualTo(new WorkerSize(320, false));
  }

  @Test
  void aFilesWordsAreGuessedAsItsMeaning() {
    String server = "real_server 198.51.100.1 80 {\n}\n";
    byte[] file =
        ("virtual_server 192.0.2.1 80 {\n" + server.repeat(36_000) + "}\n").getBytes(UTF_8);
    assertThat(WorkerSize.guess(file)).isEqualTo(WorkerSize.of(services(1000)));
  }

  @Test
  void manyChecksWantTheSecondCompiler() {
    String server = "real_server 198.51.100.1 80 {\nTCP_CHECK {\n}\n}\n";
    assertThat(WorkerSize.guess(server.repeat(1999).getBytes(UTF_8)).manyChecks()).isFalse();
    assertThat(WorkerSize.guess(server.repeat(2000).getBytes(UTF_8)))
        .isEqualTo(new WorkerSize(128, true));
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
