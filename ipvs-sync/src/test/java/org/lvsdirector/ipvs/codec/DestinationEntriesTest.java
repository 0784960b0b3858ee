package org.lvsdirector.ipvs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.ForwardingMethod;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsPool;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.ipvs.model.Tunnel;

class DestinationEntriesTest {
  private static final ServiceKey WEB =
      new TransportService(Protocol.UDP, IpAddress.of("10.1.2.3"), 8080);
  private static final IpvsDestination FIRST =
      IpvsDestination.of(IpAddress.of("192.168.7.1"), 80, ForwardingMethod.DIRECT_ROUTE, 5)
          .withThresholds(4_000_000_000L, 7);
  private static final IpvsDestination SECOND =
      IpvsDestination.of(IpAddress.of("192.168.7.2"), 0x1f90, ForwardingMethod.MASQUERADE, 1);
  private static final String COUNTERS =
      """
      ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00  # connections, filler
      ff ff ff ff ff ff ff ff ff ff ff ff 00 00 00 00  # statistics: connections, packets, filler
      ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff  # bytes
      ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff  # rates
      ff ff ff ff 00 00 00 00                          # rates, filler
      """;
  private static final String QUESTION =
      """
      11 00 00 00                  # udp, filler
      0a 01 02 03                  # 10.1.2.3
      1f 90 00 00                  # port 8080, filler
      00 00 00 00                  # no mark
      02 00 00 00                  # two destinations
      """;
  private static final String ANSWER =
      QUESTION
          + """
            00 00 00 00                  # filler
            c0 a8 07 02 1f 90 00 00      # 192.168.7.2, port 8080, filler
            00 21 01 00                  # masquerading, and bits of others: inactive, one packet, conntrack
            01 00 00 00                  # weight 1
            00 00 00 00 00 00 00 00      # no thresholds
            """
          + COUNTERS
          + """
            c0 a8 07 01 00 50 00 00      # 192.168.7.1, port 80, filler
            83 01 00 00                  # direct routing, and the kernel's no output and inactive
            05 00 00 00                  # weight 5
            00 28 6b ee 07 00 00 00      # thresholds 4000000000 and 7
            """
          + COUNTERS;

  private final DestinationEntries entries = entries(FIRST, SECOND);

  @Test
  void theQuestionNamesServiceAndNumber() {
    ByteBuffer out = dirty(entries.size());
    entries.ask(out);
    assertThat(head(out, 20)).isEqualTo(GoldenBytes.hex(GoldenBytes.of(QUESTION)));
    assertThat(entries.count()).isEqualTo(2);
    assertThat(entries.size()).isEqualTo(GoldenBytes.of(ANSWER).length).isEqualTo(216);
  }

  @Test
  void aMarkStandsBehindZeros() {
    ByteBuffer out = dirty(IpvsOptions.SERVICE_SIZE);
    IpvsOptions.ask(new FwmarkService(3_000_000_000L, Family.INET), out);
    assertThat(head(out, 16)).isEqualTo("00 00 00 00 00 00 00 00 00 00 00 00 00 5e d0 b2");
  }

  @Test
  void anIpv6ServiceCannotBeAskedFor() {
    ServiceKey six = new FwmarkService(5, Family.INET6);
    ByteBuffer out = dirty(IpvsOptions.SERVICE_SIZE);
    assertThatThrownBy(() -> IpvsOptions.ask(six, out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FWM 5 inet6");
  }

  @Test
  void theNumberOfDestinationsIsReadFromAServicesEntry() {
    String golden =
        """
        11 00 00 00 0a 01 02 03 1f 90 00 00 00 00 00 00  # which
        77 6c 63 00 00 00 00 00 00 00 00 00 00 00 00 00  # wlc
        02 00 00 00 00 00 00 00 ff ff ff ff              # flags, timeout, mask
        2c 01 00 00                                      # 300 destinations
        """;
    assertThat(IpvsOptions.destinationCount(buffer(GoldenBytes.of(golden)))).isEqualTo(300);
  }

  @Test
  void theKernelsAnswerMatchesWhateverItCounted() {
    assertThat(entries.match(answer())).isTrue();
  }

  @Test
  void theOrderDoesNotCountAndIsLearnt() {
    List<IpvsDestination> pool = new ArrayList<>();
    for (int host = 0; host < 300; host++) {
      pool.add(FIRST.withWeight(host).withThresholds(host, host / 2));
      pool.set(host, at("192.168." + host / 100 + "." + (1 + host % 100), pool.get(host)));
    }
    DestinationEntries many = entries(pool.toArray(IpvsDestination[]::new));
    Random random = new Random(5);
    for (int turn = 0; turn < 10; turn++) {
      Collections.shuffle(pool, random);
      ByteBuffer shuffled = answer(pool);
      assertThat(many.match(shuffled)).isTrue();
      assertThat(many.match(shuffled)).as("again").isTrue();
      List<IpvsDestination> other = new ArrayList<>(pool);
      other.set(turn, other.get(turn).withWeight(1000));
      assertThat(many.match(answer(other))).as("one weight differs").isFalse();
      other.set(turn, pool.get(turn + 1));
      assertThat(many.match(answer(other))).as("one twice, another missing").isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, address",
    "3, address",
    "4, port",
    "5, port",
    "8, method",
    "12, weight",
    "15, weight",
    "16, upper threshold",
    "19, upper threshold",
    "20, lower threshold",
    "23, lower threshold"
  })
  void aDifferenceInAnySettingIsSeen(int offset, String what) {
    for (int start : new int[] {24, 120}) {
      ByteBuffer other = answer();
      other.put(start + offset, (byte) (other.get(start + offset) ^ 1));
      assertThat(entries.match(other)).as(what).isFalse();
      assertThat(entries.match(answer())).as("and forgotten").isTrue();
    }
  }

  @Test
  void aMissingDestinationIsSeenThoughTheBufferHasItFromBefore() {
    ByteBuffer out = answer();
    entries.ask(out);
    byte[] first = Arrays.copyOfRange(GoldenBytes.of(ANSWER), 24, 120);
    out.put(24, first);
    assertThat(entries.match(out)).isFalse();
  }

  @Test
  void aPoolWithoutDestinationsMatchesNone() {
    DestinationEntries none = entries();
    ByteBuffer out = dirty(none.size());
    none.ask(out);
    assertThat(none.size()).isEqualTo(24);
    assertThat(out.getInt(16)).isZero();
    assertThat(none.match(out)).isTrue();
  }

  @Test
  void whatTheInterfaceDoesNotShowIsLeftToMessages() {
    IpvsDestination tunnelled = FIRST.tunnelled(Tunnel.IPIP);
    IpvsDestination six =
        IpvsDestination.of(IpAddress.of("fd00::1"), 80, ForwardingMethod.DIRECT_ROUTE, 1);
    ServiceKey mark = new FwmarkService(5, Family.INET6);
    assertThat(DestinationEntries.of(pool(WEB, SECOND, tunnelled))).isEmpty();
    assertThat(DestinationEntries.of(pool(WEB, SECOND, six))).isEmpty();
    assertThat(DestinationEntries.of(pool(mark, six))).isEmpty();
    assertThat(DestinationEntries.of(pool(mark))).isEmpty();
    IpvsDestination[] crowd = new IpvsDestination[10_001];
    Arrays.setAll(crowd, i -> at(IpAddress.ofInt(0x0a000000 + i).toString(), FIRST));
    assertThat(DestinationEntries.of(pool(WEB, crowd))).isEmpty();
    assertThat(DestinationEntries.of(pool(WEB, Arrays.copyOf(crowd, 10_000)))).isPresent();
  }

  private static IpvsDestination at(String address, IpvsDestination like) {
    return IpvsDestination.of(
            IpAddress.of(address), like.key().port(), like.method(), like.weight())
        .withThresholds(like.upperThreshold(), like.lowerThreshold());
  }

  private static IpvsPool pool(ServiceKey key, IpvsDestination... destinations) {
    return new IpvsPool(IpvsService.of(key, Scheduler.RR), List.of(destinations));
  }

  private static DestinationEntries entries(IpvsDestination... destinations) {
    return DestinationEntries.of(pool(WEB, destinations)).orElseThrow();
  }

  private static ByteBuffer answer() {
    return buffer(GoldenBytes.of(ANSWER));
  }

  private static ByteBuffer answer(List<IpvsDestination> destinations) {
    return OptionAnswers.destinations(destinations);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer dirty(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 0x55);
    return buffer(bytes);
  }

  private static String head(ByteBuffer out, int length) {
    byte[] bytes = new byte[length];
    out.get(0, bytes);
    return GoldenBytes.hex(bytes);
  }
}
