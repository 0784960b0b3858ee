package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;

final class DrainsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final ServerName SERVER = ServerName.parse("192.0.2.1:80").orElseThrow();

  @TempDir private Path folder = Path.of("");

  @Test
  void surviveARestart() throws IOException {
    Drains.load(folder).add(drain(Optional.empty()));

    Drains again = Drains.load(folder);

    assertThat(again.all()).containsExactly(drain(Optional.empty()));
    assertThat(Drains.of(server(80), again.all())).isPresent();
    assertThat(Drains.of(server(81), again.all())).isEmpty();
  }

  @Test
  void endByThemselvesAtTheirTime() throws IOException {
    Drains drains = Drains.load(folder);
    drains.add(drain(Optional.of(NOW.plusSeconds(60))));

    assertThat(drains.expire(NOW)).isEmpty();
    assertThat(drains.expire(NOW.plusSeconds(60))).hasSize(1);
    assertThat(Drains.load(folder).all()).isEmpty();
  }

  @Test
  void aBrokenFileDrainsNobodyAndStopsNothing() throws IOException {
    Files.writeString(folder.resolve("drains.json"), "[{\"server\":");

    assertThat(Drains.load(folder).all()).isEmpty();
  }

  @Test
  void meetTheServersOfTheFileAsItIsNow() throws IOException {
    VirtualServer one = service("203.0.113.1", server(80));
    VirtualServer two = service("203.0.113.2", server(81));
    Drains drains = Drains.load(folder);
    assertThat(drains.among(List.of(one, two))).isEmpty();
    drains.add(drain(Optional.empty()));
    for (int time = 0; time < 2; time++) {
      assertThat(drains.among(List.of(one, two)))
          .isEqualTo(Map.of(PoolKey.of(one), Set.of(ServerKey.of(one, server(80)))));
    }
    drains.add(drain(ServerName.parse("192.0.2.1:81").orElseThrow()));
    assertThat(drains.among(List.of(one, two)))
        .containsEntry(PoolKey.of(two), Set.of(ServerKey.of(two, server(81))));
    drains.remove(ServerName.parse("192.0.2.1:81").orElseThrow(), "operator", NOW.plusSeconds(1));
    VirtualServer other = service("203.0.113.2", server(80), server(82));
    assertThat(drains.among(List.of(one, other)).keySet())
        .containsExactlyInAnyOrder(PoolKey.of(one), PoolKey.of(other));
    assertThat(drains.among(List.of(two))).isEmpty();
    drains.remove(SERVER, "operator", NOW.plusSeconds(1));
    assertThat(drains.among(List.of(one, other))).isEmpty();
  }

  private static VirtualServer service(String address, RealServer... servers) {
    return VirtualServer.builder(new VirtualAddress.Address(InetAddress.ofLiteral(address), 80))
        .realServers(List.of(servers))
        .build();
  }

  private static RealServer server(int port) {
    return RealServer.builder(InetAddress.ofLiteral("192.0.2.1"), port).build();
  }

  private static Drain drain(ServerName server) {
    return new Drain(server, "operator", "disk", NOW, Optional.empty(), Optional.empty());
  }

  private static Drain drain(Optional<Instant> until) {
    return new Drain(SERVER, "operator", "disk", NOW, until, Optional.empty());
  }
}
