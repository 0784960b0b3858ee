package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.packet.Counter;
import org.lvsdirector.vrrp.packet.ReceiveMemory;

/**
 * Everything one virtual router is between two events.
 *
 * @param config its block in the file
 * @param state with deadlines
 * @param priority effective priority 1..255
 * @param masterInterval the interval of the present master; own one in MASTER and in version 2
 * @param faults reasons to be in FAULT
 * @param source source address of adverts, if one is known
 * @param heard last advert that counted, in any state
 * @param memory what the receive checks remember
 * @param counters statistics
 * @param said kinds of remarks logged since the last change (keepalived reference, VRRP 6.7)
 * @param notified whether any state was ever notified
 * @param since when the state was entered
 * @param reason why
 */
public record Router(
    VrrpInstance config,
    VrrpState state,
    int priority,
    Duration masterInterval,
    List<Fault> faults,
    Optional<InetAddress> source,
    Optional<Heard> heard,
    ReceiveMemory memory,
    Counters counters,
    Set<String> said,
    boolean notified,
    Instant since,
    String reason) {
  /** Copies lists and sets. */
  public Router {
    faults = List.copyOf(faults);
    said = Set.copyOf(said);
  }

  /** A router that has not been started. */
  public static Router initial(VrrpInstance config, Instant now) {
    return new Router(
        config,
        new VrrpState.Initialize(),
        config.priority(),
        config.advertInterval(),
        List.of(),
        config.transport().sourceAddress(),
        Optional.empty(),
        ReceiveMemory.NEW,
        Counters.ZERO,
        Set.of(),
        false,
        now,
        "not started");
  }

  /** Name of the instance. */
  public String name() {
    return config.name();
  }

  /** The state's name. */
  public Reported reported() {
    return state.reported();
  }

  /** All addresses: the advertised ones, then the excluded ones. */
  public List<VipAddress> allAddresses() {
    return java.util.stream.Stream.concat(
            config.virtualAddresses().stream(), config.excludedAddresses().stream())
        .toList();
  }

  /** Whether the effective priority is that of an owner. */
  public boolean owner() {
    return priority == VrrpInstance.OWNER_PRIORITY;
  }

  /** The same with something changed. */
  private Router with(Consumer<RouterDraft> change) {
    var draft = new RouterDraft(this);
    change.accept(draft);
    return draft.router();
  }

  Router withState(VrrpState next) {
    return with(d -> d.state = next);
  }

  Router entered(VrrpState next, Instant at, String why) {
    return with(
        d -> {
          d.state = next;
          d.said = Set.of();
          d.since = at;
          d.reason = why;
        });
  }

  Router withConfig(VrrpInstance next) {
    return with(d -> d.config = next);
  }

  Router withPriority(int effective) {
    return with(d -> d.priority = effective);
  }

  Router withMasterInterval(Duration interval) {
    return with(d -> d.masterInterval = interval);
  }

  Router withFaults(List<Fault> next) {
    return with(d -> d.faults = next);
  }

  Router withSource(Optional<InetAddress> next) {
    return with(d -> d.source = next);
  }

  Router withHeard(Heard last) {
    return with(d -> d.heard = Optional.of(last));
  }

  Router withMemory(ReceiveMemory next) {
    return with(d -> d.memory = next);
  }

  Router counting(Counter counter) {
    return with(d -> d.counters = counters.plus(counter));
  }

  /** The same with its statistics at zero. */
  public Router withoutCounts() {
    return with(d -> d.counters = Counters.ZERO);
  }

  /** The last sequence of an authentication header, ours or another's. */
  public long ahSequence() {
    return memory.ahSequence();
  }

  /** The same, going on from this sequence. */
  public Router withAhSequence(long sequence) {
    return withMemory(memory.withAhSequence(sequence));
  }

  Router saying(String kind) {
    var more = new HashSet<>(said);
    more.add(kind);
    return withSaid(more);
  }

  Router withSaid(Set<String> kinds) {
    return with(d -> d.said = kinds);
  }

  Router afterNotify() {
    return with(d -> d.notified = true);
  }
}
