package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.ipvs.RandomTables;
import org.lvsdirector.ipvs.codec.IpvsOptions;
import org.lvsdirector.ipvs.codec.OptionAnswers;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceFlags;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.Tunnel;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;

/** The look over a kernel of Java, that knows services by mark alone. */
class TableLookTest {
  private static final ServiceKey ONE = new FwmarkService(1, Family.INET);
  private static final ServiceKey TWO = new FwmarkService(2, Family.INET);
  private static final ServiceKey SIX = new FwmarkService(6, Family.INET6);
  private static final IpvsDestination SERVER = server("192.168.0.1");
  private static final IpvsDestination OTHER = server("192.168.0.2");

  private IpvsTable kernel = table(pool(ONE, SERVER, OTHER), pool(TWO, OTHER));
  private Optional<Errno> trouble = Optional.empty();
  private Optional<ServiceKey> goneMeanwhile = Optional.empty();
  private final List<ServiceKey> byOption = new ArrayList<>();
  private final List<ServiceKey> byMessage = new ArrayList<>();
  private final TableLook look = new TableLook(this::option, this::message);

  @Test
  void theWantedTableHoldsWithoutAMessage() throws Exception {
    assertThat(holds(kernel)).isTrue();
    assertThat(holds(table(pool(TWO, OTHER), pool(ONE, OTHER, SERVER)))).as("order").isTrue();
    assertThat(byMessage).isEmpty();
    assertThat(byOption).hasSize(8);
  }

  @Test
  void everyOtherTableDoesNotHold() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      RandomTables random = new RandomTables(seed);
      IpvsPool first = random.pool(ONE);
      kernel = table(first, random.pool(TWO), random.pool(SIX));
      assertThat(holds(kernel)).as("seed %d", seed).isTrue();
      IpvsPool second = random.pool(ONE);
      IpvsTable other = table(second, kernel.pool(TWO).orElseThrow(), random.pool(SIX));
      assertThat(holds(other)).as("seed %d", seed).isEqualTo(other.equals(kernel));
    }
  }

  @Test
  void anOwnedServiceTooManyIsSeenAndAForeignOneIsNot() throws Exception {
    IpvsTable wanted = table(pool(ONE, SERVER, OTHER));
    assertThat(look.holds(wanted, Set.of(ONE, TWO), services())).isFalse();
    assertThat(look.holds(wanted, Set.of(ONE), services())).isTrue();
  }

  @Test
  void anyOtherSettingOfAServiceIsSeen() throws Exception {
    IpvsService plain = IpvsService.of(ONE, Scheduler.RR);
    IpvsTable wanted = table(new IpvsPool(plain, List.of(SERVER)));
    for (IpvsService other :
        List.of(
            plain.withScheduler(Scheduler.WLC),
            plain.withFlags(new ServiceFlags(ServiceFlags.ONE_PACKET)),
            plain.persistent(300, -1),
            plain.withEngine("sip"))) {
      kernel = table(new IpvsPool(other, List.of(SERVER)));
      assertThat(holds(wanted)).as(other.toString()).isFalse();
      assertThat(holds(kernel)).as(other.toString()).isTrue();
    }
  }

  @Test
  void aMissingServiceIsSeenThoughAnotherIsListedTwice() throws Exception {
    IpvsTable wanted = kernel;
    kernel = kernel.only(Set.of(ONE));
    List<LiveService> twice = new ArrayList<>(services());
    twice.addAll(services());
    assertThat(look.holds(wanted, wanted.keys(), twice)).isFalse();
    assertThat(look.holds(kernel, kernel.keys(), twice)).isTrue();
  }

  @Test
  void aServiceThatGoesMeanwhileIsSeen() throws Exception {
    goneMeanwhile = Optional.of(TWO);
    assertThat(holds(kernel)).isFalse();
    assertThat(byMessage).isEmpty();
  }

  @Test
  void aServerOfTheOtherFamilyIsSeenThoughTheInterfacePassesOverIt() throws Exception {
    IpvsTable wanted = kernel;
    IpvsDestination foreign = server("fd00::1").tunnelled(Tunnel.IPIP);
    kernel = table(pool(ONE, SERVER, OTHER), pool(TWO, OTHER, foreign));
    assertThat(holds(wanted)).as("beside the wanted one").isFalse();
    kernel = table(pool(ONE, SERVER, OTHER), pool(TWO, foreign));
    assertThat(holds(wanted)).as("instead of the wanted one").isFalse();
  }

  @Test
  void tunnelsAndIpv6AreReadByMessages() throws Exception {
    kernel = table(pool(ONE, SERVER), pool(TWO, SERVER.tunnelled(Tunnel.IPIP)), pool(SIX, six(1)));
    IpvsTable wanted = kernel;
    assertThat(holds(wanted)).isTrue();
    assertThat(byMessage).containsExactly(TWO, SIX);
    assertThat(byOption).containsOnly(ONE);
    kernel = table(pool(ONE, SERVER), pool(TWO, SERVER.tunnelled(Tunnel.IPIP)), pool(SIX, six(2)));
    assertThat(holds(wanted)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 14, 22, 92})
  void withoutTheInterfaceAllIsReadByMessagesAndComparedAsWell(int errno) throws Exception {
    trouble = Optional.of(new Errno(errno));
    IpvsTable wanted = kernel;
    assertThat(holds(wanted)).isTrue();
    assertThat(byOption).as("tried once a look").containsExactly(ONE);
    assertThat(byMessage).containsExactly(ONE, TWO);
    kernel = table(pool(ONE, SERVER, OTHER), pool(TWO, OTHER.withWeight(9)));
    assertThat(holds(wanted)).isFalse();
    kernel = wanted;
    trouble = Optional.empty();
    byMessage.clear();
    assertThat(holds(wanted)).isTrue();
    assertThat(byMessage).as("used again once it answers").isEmpty();
  }

  @Test
  void withoutASocketAllIsReadByMessages() throws Exception {
    TableLook blind = new TableLook(null, this::message);
    assertThat(blind.holds(kernel, kernel.keys(), services())).isTrue();
    assertThat(byMessage).containsExactly(ONE, TWO);
  }

  @Test
  void anotherTableIsComparedWithItsOwnEntries() throws Exception {
    assertThat(holds(kernel)).isTrue();
    List<IpvsDestination> many = new ArrayList<>();
    for (int host = 1; host <= 200; host++) {
      many.add(server("192.168.1." + host));
    }
    IpvsTable larger = table(new IpvsPool(IpvsService.of(ONE, Scheduler.RR), many));
    assertThat(holds(larger)).isFalse();
    kernel = larger;
    assertThat(holds(larger)).isTrue();
    many.set(77, many.get(77).withWeight(2));
    kernel = table(new IpvsPool(IpvsService.of(ONE, Scheduler.RR), many));
    assertThat(holds(larger)).isFalse();
    assertThat(holds(kernel)).isTrue();
  }

  private boolean holds(IpvsTable wanted) throws LinuxException {
    return look.holds(wanted, wanted.keys(), services());
  }

  private List<LiveService> services() {
    return kernel.pools().values().stream()
        .map(pool -> new LiveService(pool.service(), IpvsStats.ZERO, List.of()))
        .toList();
  }

  private IpvsPool message(IpvsService service) {
    byMessage.add(service.key());
    List<IpvsDestination> present =
        kernel.pool(service.key()).map(IpvsPool::destinations).orElse(List.of());
    return new IpvsPool(service, present);
  }

  private void option(int option, ByteBuffer value, int size) throws LinuxException {
    ServiceKey key = new FwmarkService(value.getInt(12), Family.INET);
    byOption.add(key);
    if (trouble.isPresent() || goneMeanwhile.equals(Optional.of(key))) {
      throw new LinuxException("read", "option", trouble.orElse(Errno.ESRCH));
    }
    List<IpvsDestination> present = kernel.pool(key).orElseThrow().destinations().reversed();
    if (option == IpvsOptions.GET_SERVICE) {
      assertThat(size).isEqualTo(104);
      value.putInt(44, present.size());
    } else {
      assertThat(option).isEqualTo(IpvsOptions.GET_DESTINATIONS);
      assertThat(size).isEqualTo(24 + 96 * value.getInt(16));
      OptionAnswers.destinations(present, value.getInt(16), value);
    }
  }

  private static IpvsDestination server(String address) {
    return IpvsDestination.of(IpAddress.of(address), 0, ForwardingMethod.DIRECT_ROUTE, 1);
  }

  private static IpvsDestination six(int weight) {
    return server("fd00::1").withWeight(weight);
  }

  private static IpvsPool pool(ServiceKey key, IpvsDestination... destinations) {
    return new IpvsPool(IpvsService.of(key, Scheduler.RR), List.of(destinations));
  }

  private static IpvsTable table(IpvsPool... pools) {
    return IpvsTable.of(pools);
  }
}
