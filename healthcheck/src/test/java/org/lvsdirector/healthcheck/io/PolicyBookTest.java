package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolPolicy;
import org.lvsdirector.parser.model.BfdCheck;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

class PolicyBookTest {
  private final PolicyBook book = new PolicyBook();
  private @Nullable PoolPolicy last;

  private static VirtualServer service(int weight) {
    return service(1, weight);
  }

  private static VirtualServer service(int number, int weight) {
    InetAddress address = InetAddress.ofLiteral("10.0.0." + number);
    return VirtualServer.builder(new VirtualAddress.Address(address, 80))
        .realServers(
            List.of(
                RealServer.builder(InetAddress.ofLiteral("10.0.0.9"), 80).weight(weight).build()))
        .build();
  }

  private PoolPolicy read(boolean mails, boolean notifies, VirtualServer service) {
    PolicyBook.Turn turn = book.turn(List.of(service), mails, notifies);
    last = turn.install().isEmpty() ? last : turn.install().getFirst().policy();
    return Objects.requireNonNull(last);
  }

  private PolicyBook.Turn read(VirtualServer... services) {
    return book.turn(List.of(services), true, false);
  }

  private static List<PoolKey> keys(VirtualServer... services) {
    return Stream.of(services).map(PoolKey::of).toList();
  }

  @Test
  void onlyWhatChangedIsInstalled() {
    VirtualServer one = service(1, 1);
    VirtualServer two = service(2, 1);
    VirtualServer three = service(3, 1);
    assertThat(read(one, two, three).install()).hasSize(3);
    assertThat(read(one, two, three).install()).isEmpty();
    assertThat(read(three, one, two).install()).isEmpty();
    VirtualServer other = service(1, 2);
    PolicyBook.Turn turn = read(three, other, two);
    assertThat(turn.install()).extracting(PolicyBook.Entry::server).containsExactly(other);
    assertThat(turn.order()).isEqualTo(keys(three, one, two));
    assertThat(turn.left()).isEmpty();
  }

  @Test
  void checkersBeginAnewEachTimeWhateverStays() {
    VirtualServer plain = service(1, 1);
    VirtualServer checked = service(2, 1);
    RealServer server =
        checked.realServers().getFirst().toBuilder()
            .checkers(List.of(new BfdCheck("link", true, SourceRange.NONE)))
            .build();
    checked = checked.toBuilder().realServers(List.of(server)).build();
    read(plain, checked);
    PolicyBook.Turn turn = read(plain, checked);
    assertThat(turn.checked()).extracting(PolicyBook.Entry::server).containsExactly(checked);
    assertThat(turn.install()).isEqualTo(turn.checked());
    assertThat(read(plain).checked()).isEmpty();
  }

  @Test
  void whatLeavesIsNamedInTheOrderOfTheFileBefore() {
    VirtualServer two = service(2, 1);
    read(service(3, 1), two, service(1, 1), service(3, 2));
    PolicyBook.Turn turn = read(two);
    assertThat(turn.left()).isEqualTo(keys(service(1, 1), service(3, 1)));
  }

  @Test
  void twoForOnePoolAreAlwaysInstalledOneAfterTheOther() {
    VirtualServer one = service(1, 1);
    VirtualServer two = service(2, 1);
    VirtualServer again = service(1, 2);
    assertThat(read(one, two, again).order()).isEqualTo(keys(two, one));
    assertThat(read(one, two, again).install())
        .extracting(PolicyBook.Entry::server)
        .containsExactly(one, two, again);
    PolicyBook.Turn turn = read(one, two);
    assertThat(turn.install()).as("the second one's settings are there").hasSize(2);
    assertThat(turn.left()).isEmpty();
    assertThat(read(one, two).install()).isEmpty();
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
