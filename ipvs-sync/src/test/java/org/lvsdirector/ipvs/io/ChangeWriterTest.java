package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ipvs.codec.IpvsMessages;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.Protocol;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;
import org.lvsdirector.linux.netlink.NlMessage;

class ChangeWriterTest {
  private static final int FAMILY = 37;
  private static final int FIRST = 0x4000_0007;

  private static List<IpvsChange> changes(int number) {
    ServiceKey service = new TransportService(Protocol.TCP, IpAddress.of("10.0.0.1"), 80);
    List<IpvsChange> changes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      changes.add(
          new IpvsChange.DelDestination(
              service, new DestinationKey(IpAddress.ofInt(0x0a010000 + i), 80)));
    }
    return changes;
  }

  private static List<ChangeWriter.Datagram> all(List<IpvsChange> changes) {
    ChangeWriter writer = new ChangeWriter(changes, FAMILY, FIRST);
    List<ChangeWriter.Datagram> datagrams = new ArrayList<>();
    for (var next = writer.next(); next.isPresent(); next = writer.next()) {
      datagrams.add(next.get());
    }
    assertThat(writer.isDone()).isTrue();
    return datagrams;
  }

  private static List<NlMessage> messages(ChangeWriter.Datagram datagram) {
    byte[] bytes = datagram.bytes;
    return NlMessage.split(bytes, bytes.length).toOptional().orElseThrow();
  }

  @Test
  void nothingIsWrittenForNoChanges() {
    assertThat(all(List.of())).isEmpty();
  }

  @Test
  void everyChangeIsWrittenOnceInItsOrder() {
    List<IpvsChange> changes = changes(5_000);
    List<ChangeWriter.Datagram> datagrams = all(changes);
    assertThat(datagrams).hasSizeGreaterThan(3);
    assertThat(datagrams.stream().flatMap(each -> each.changes.stream()))
        .containsExactlyElementsOf(changes);
    int number = 0;
    for (ChangeWriter.Datagram datagram : datagrams) {
      assertThat(datagram.bytes).hasSizeLessThanOrEqualTo(64 * 1024);
      assertThat(datagram.firstSequence).isEqualTo(FIRST + number);
      for (NlMessage message : messages(datagram)) {
        assertThat(message.sequence()).isEqualTo(FIRST + number);
        assertThat(message.type()).isEqualTo(FAMILY);
        byte[] wanted = IpvsMessages.encode(changes.get(number));
        assertThat(Arrays.copyOf(message.payload(), wanted.length)).isEqualTo(wanted);
        number++;
      }
    }
    assertThat(number).isEqualTo(changes.size());
  }

  @Test
  void onlyTheLastOfADatagramAsksForAnAcknowledgement() {
    for (ChangeWriter.Datagram datagram : all(changes(2_000))) {
      List<NlMessage> messages = messages(datagram);
      assertThat(messages.getLast().hasFlags(NlMessage.F_ACK)).isTrue();
      assertThat(messages.subList(0, messages.size() - 1))
          .noneMatch(message -> message.hasFlags(NlMessage.F_ACK));
    }
  }
}
