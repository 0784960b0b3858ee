package org.lvsdirector.ipvs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.ipvs.RandomTables;

class IpvsTableTest {
  /** Tables that share objects, as those of two reloads do, are compared like any others. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void differencesAreTheServicesWhosePoolsAreNotEqual(long seed) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(seed);
    for (int time = 0; time < 500; time++) {
      IpvsTable before = tables.table(12);
      IpvsTable after = changed(before, tables.table(12), random);
      assertThat(List.copyOf(before.differences(after))).isEqualTo(expected(before, after));
    }
  }

  private static IpvsTable changed(IpvsTable table, IpvsTable other, Random random) {
    List<IpvsPool> pools = new ArrayList<>();
    for (IpvsPool pool : table.pools().values()) {
      switch (random.nextInt(8)) {
        case 0 -> {}
        case 1 -> pools.add(new IpvsPool(pool.service(), pool.destinations().reversed()));
        case 2 -> other.pool(pool.key()).ifPresent(pools::add);
        default -> pools.add(pool);
      }
    }
    for (IpvsPool pool : other.pools().values()) {
      if (random.nextInt(8) == 0 && table.pool(pool.key()).isEmpty()) {
        pools.add(random.nextInt(pools.size() + 1), pool);
      }
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(pools, random);
    }
    return IpvsTable.of(pools);
  }

  private static List<ServiceKey> expected(IpvsTable before, IpvsTable after) {
    Set<ServiceKey> keys = new LinkedHashSet<>();
    for (ServiceKey key : after.keys()) {
      if (!before.pool(key).equals(after.pool(key))) {
        keys.add(key);
      }
    }
    for (ServiceKey key : before.keys()) {
      if (after.pool(key).isEmpty()) {
        keys.add(key);
      }
    }
    return List.copyOf(keys);
  }
}
