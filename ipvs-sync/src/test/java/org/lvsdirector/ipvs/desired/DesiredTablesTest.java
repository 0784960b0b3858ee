package org.lvsdirector.ipvs.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.SorryServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.model.VirtualServerBuilder;
import org.lvsdirector.parser.model.VirtualServerGroup;
import org.lvsdirector.parser.model.VirtualServerGroup.Entry;
import org.lvsdirector.parser.source.SourceRange;

/** What is kept of the last table must not be seen but by its identity. */
class DesiredTablesTest {
  private final Map<String, Integer> health = new HashMap<>();
  private final DesiredTables<String> tables =
      new DesiredTables<>(VirtualServer::label, this::view);
  private Random random = new Random(0);
  private boolean broken;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsKeptGivesTheTableThatIsComputedAnew(long seed) {
    random = new Random(seed);
    List<VirtualServer> servers = new ArrayList<>();
    IdentityHashMap<VirtualServer, String> seen = new IdentityHashMap<>();
    IpvsTable before = IpvsTable.empty();
    for (int step = 0; step < 400; step++) {
      List<VirtualServer> now = List.copyOf(edited(servers));
      Set<String> changed = news(now);
      broken = random.nextInt(20) == 0;
      if (broken) {
        assertEitherWay(now, changed);
        // After a failure everybody is asked anew, whoever is said to have changed.
        changed = Set.of();
        seen.clear();
        broken = false;
      }

      DesiredTable table = tables.of(now, changed);

      DesiredTable anew =
          DesiredTable.of(now, (VirtualServer server) -> view(server, server.label()));
      assertThat(exact(table.table())).as("step %d", step).isEqualTo(exact(anew.table()));
      assertThat(table.remarks()).as("step %d", step).isEqualTo(anew.remarks());
      assertThat(table.table().keys()).isEqualTo(DesiredTable.owned(now));
      assertKept(now, changed, seen.keySet(), before, table.table());
      seen.clear();
      now.forEach(server -> seen.put(server, server.label()));
      before = table.table();
      servers = new ArrayList<>(now);
    }
  }

  @Test
  void theSameServersWithTheSameHealthAreTheSameTable() {
    VirtualServer one = server(1);
    VirtualServer two = server(2);
    List<VirtualServer> file = List.of(one, two);
    DesiredTable first = tables.of(file, Set.of());
    assertThat(tables.of(file, Set.of())).isSameAs(first);
    assertThat(tables.of(List.of(one, two), Set.of())).isSameAs(first);
    assertThat(tables.of(file, Set.of("somebody else"))).isSameAs(first);
    assertThat(tables.of(file, Set.of(one.label()))).isEqualTo(first).isNotSameAs(first);
    assertThat(tables.of(List.of(two, one), Set.of()).table().keys())
        .containsExactlyElementsOf(DesiredTable.owned(List.of(two, one)));
  }

  @Test
  void nothingIsWantedOfNothingAfterAFailure() {
    VirtualServer one = server(1);
    tables.of(List.of(one), Set.of());
    broken = true;
    assertThatThrownBy(() -> tables.of(List.of(server(2)), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(tables.of(List.of(), Set.of()).table().size()).isZero();
  }

  /** A server that did not change has the pools it had, unless another one has a part in them. */
  private static void assertKept(
      List<VirtualServer> now,
      Set<String> changed,
      Set<VirtualServer> seen,
      IpvsTable before,
      IpvsTable after) {
    for (VirtualServer server : now) {
      if (!seen.contains(server) || changed.contains(server.label())) {
        continue;
      }
      for (ServiceKey key : DesiredTable.owned(List.of(server))) {
        if (alone(server, key, now) && alone(server, key, List.copyOf(seen))) {
          assertThat(after.pool(key).orElseThrow()).isSameAs(before.pool(key).orElseThrow());
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean alone(VirtualServer server, ServiceKey key, List<VirtualServer> all) {
    return all.stream().filter(s -> DesiredTable.owned(List.of(s)).contains(key)).count() == 1
        && all.stream().filter(s -> s == server).count() == 1;
  }

  private void assertEitherWay(List<VirtualServer> now, Set<String> changed) {
    try {
      DesiredTable _ = tables.of(now, changed);
      assertThat(changed).as("nobody was asked").isEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("health of");
    }
  }

  /** Equality of tables overlooks order. */
  private static List<Object> exact(IpvsTable table) {
    List<Object> all = new ArrayList<>();
    for (IpvsPool pool : table.pools().values()) {
      all.add(pool.service());
      all.add(pool.destinations());
    }
    return all;
  }

  private Set<String> news(List<VirtualServer> servers) {
    Set<String> changed = new HashSet<>();
    for (VirtualServer server : servers) {
      if (random.nextInt(8) == 0) {
        health.put(server.label(), random.nextInt(1 << 12));
        changed.add(server.label());
      }
    }
    return changed;
  }

  /** Twelve bits of health; two virtual servers of one name share them. */
  private PoolView view(VirtualServer server, String key) {
    int bits = health.getOrDefault(key, 0);
    List<PoolView.ServerView> views = new ArrayList<>();
    for (int i = 0; i < server.realServers().size(); i++) {
      views.add(new PoolView.ServerView((bits >> i & 1) == 0, bits >> 8));
    }
    if (broken) {
      views.add(new PoolView.ServerView(true, 1));
    }
    return new PoolView((bits & 128) != 0, views);
  }

  private List<VirtualServer> edited(List<VirtualServer> servers) {
    List<VirtualServer> list = new ArrayList<>(servers);
    for (int edits = random.nextInt(3); edits > 0; edits--) {
      int place = list.isEmpty() ? 0 : random.nextInt(list.size());
      switch (list.isEmpty() ? 0 : random.nextInt(8)) {
        case 0, 1, 2 -> list.add(place, server(1 + random.nextInt(9)));
        case 3 -> list.remove(place);
        case 4 -> list.set(place, server(1 + random.nextInt(9)));
        case 5 -> list.set(place, list.get(place).toBuilder().build());
        case 6 -> list.add(random.nextInt(list.size()), list.remove(place));
        default -> Collections.shuffle(list, random);
      }
    }
    return list;
  }

  /** Numbers above 6 are groups, which name services of each other and of the plain ones. */
  private VirtualServer server(int number) {
    List<RealServer> servers = new ArrayList<>();
    for (int host = 1; host <= 4; host++) {
      if (random.nextBoolean()) {
        String address = random.nextInt(12) == 0 ? "fd00::" + host : "192.168.0." + host;
        servers.add(
            RealServer.builder(ip(address), 80)
                .forwarding(new Forwarding.DirectRouting())
                .weight(random.nextInt(3))
                .inhibitOnFailure(random.nextInt(4) == 0)
                .build());
      }
    }
    VirtualServerBuilder builder =
        VirtualServer.builder(number > 6 ? group(number) : address(number)).realServers(servers);
    return random.nextInt(3) == 0
        ? builder
            .sorryServer(
                new SorryServer(
                    ip("192.168.0.9"), 80, new Forwarding.DirectRouting(), random.nextBoolean()))
            .build()
        : builder.build();
  }

  private static VirtualAddress address(int number) {
    return new VirtualAddress.Address(ip("10.0.0." + number), 80);
  }

  private VirtualAddress group(int number) {
    List<Entry> entries =
        List.of(
            new Entry.Range(ip("10.0.0.5"), ip("10.0.0." + number), 80),
            new Entry.Fwmark(random.nextInt(3), Optional.empty()));
    return new VirtualAddress.Group(new VirtualServerGroup("g", entries, SourceRange.NONE), number);
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
