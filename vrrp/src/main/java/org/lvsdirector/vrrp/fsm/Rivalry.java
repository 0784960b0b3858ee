package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.fsm.VrrpState.Master;
import org.lvsdirector.vrrp.fsm.VrrpState.Rival;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.DecodeResult.Accepted;
import org.lvsdirector.vrrp.packet.DecodeResult.Rejected;

/**
 * Two masters on one VRID: noticing it, saying it once with the probable cause, noticing that it is
 * over, and deciding between two owners (keepalived reference, VRRP 9.2). keepalived itself only
 * logs each advert.
 *
 * <p>One advert of a losing router is ordinary, it crossed ours on the way. A router that goes on
 * after having had the time to hear us does not hear us.
 */
final class Rivalry {
  /** Adverts of a rival that are no accident any more. */
  private static final int SPLIT = 3;

  private Rivalry() {}

  static void heard(Turn turn, Optional<Rival> before, Accepted accepted, boolean owners) {
    String cause =
        accepted.remarks().stream()
                .anyMatch(r -> r.text().contains("addresses") || r.text().contains("not in it"))
            ? "it has other virtual addresses: another virtual router with the same"
                + " virtual_router_id, or different virtual_ipaddress lists"
            : "it does not hear us: multicast or protocol 112 is filtered in one direction";
    note(turn, before, accepted.source(), cause);
    if (owners) {
      startOwnerDecision(turn, accepted);
    }
  }

  /** A packet for our VRID that we had to refuse while being MASTER. */
  static void refused(Turn turn, InetAddress source, Rejected rejected) {
    if (!(turn.router().state() instanceof Master master)) {
      return;
    }
    Optional<String> cause =
        switch (rejected.check()) {
          case AH_PRESENCE,
              AUTH_TYPE_KNOWN,
              AUTH_TYPE_MATCH,
              AUTHENTICATION,
              HMAC_MISSING,
              HMAC_MALFORMED,
              HMAC_UNKNOWN_KEY,
              HMAC_INVALID ->
              Optional.of("different authentication: " + rejected.detail());
          case HMAC_STALE -> Optional.of("clocks differ: " + rejected.detail());
          case VERSION -> Optional.of("different version: " + rejected.detail());
          case INTERVAL -> Optional.of("different advert_int: " + rejected.detail());
          case DESTINATION ->
              Optional.of("one side uses unicast, the other multicast: " + rejected.detail());
          case UNICAST_SOURCE -> Optional.of("it is not a unicast_peer here");
          case TOO_SHORT,
              LENGTH,
              TTL,
              HMAC_SOURCE,
              HMAC_REPLAY,
              AH_NEXT_HEADER,
              TYPE,
              TOTAL_LENGTH,
              CHECKSUM,
              OWNER_IGNORES,
              UNICAST_TTL ->
              Optional.empty();
        };
    cause.ifPresent(c -> note(turn, master.rival(), source, c));
  }

  private static void note(Turn turn, Optional<Rival> before, InetAddress source, String cause) {
    Optional<Rival> same = before.filter(r -> r.address().equals(source));
    int heard = same.map(Rival::heard).orElse(0) + 1;
    Instant since = same.map(Rival::since).orElse(turn.now);
    boolean said = same.map(Rival::said).orElse(false);
    if (!said && heard >= SPLIT && hadTimeToHearUs(turn, since)) {
      turn.emit(
          new VrrpEffect.SplitBrain(turn.name(), ownText(turn), Addresses.text(source), cause));
      said = true;
    }
    var rival =
        new Rival(
            source,
            heard,
            since,
            turn.now,
            said,
            same.flatMap(Rival::ownerDecisionAt),
            same.flatMap(Rival::ownerDecisionAt).isPresent());
    if (turn.router().state() instanceof Master master) {
      turn.set(master.withRival(Optional.of(rival)));
    }
  }

  /** A rival with a shorter interval than ours may send several adverts before our next one. */
  private static boolean hadTimeToHearUs(Turn turn, Instant since) {
    Duration interval = turn.router().config().advertInterval();
    return Duration.between(since, turn.now).compareTo(interval) >= 0;
  }

  /**
   * Only its ARP was seen: its adverts do not arrive here. Said once per state and hardware
   * address, and not before a router that has just given way had the time to fall silent.
   */
  static void claimed(Turn turn, InetAddress address, String hardware) {
    Router router = turn.router();
    String kind = "claimed " + hardware;
    Duration master = Duration.between(router.since(), turn.now);
    if (!(router.state() instanceof Master state)
        || state.rival().isPresent()
        || router.said().contains(kind)
        || master.compareTo(VrrpTimers.masterDown(router)) < 0) {
      return;
    }
    turn.set(router.saying(kind));
    turn.emit(
        new VrrpEffect.SplitBrain(
            turn.name(),
            ownText(turn),
            hardware,
            "it claims "
                + Addresses.text(address)
                + " by ARP, but no advert of it arrives: multicast or protocol 112 is filtered,"
                + " or it is no VRRP router at all"));
  }

  private static String ownText(Turn turn) {
    return turn.router().source().map(Addresses::text).orElse("unknown");
  }

  private static void startOwnerDecision(Turn turn, Accepted accepted) {
    if (!(turn.router().state() instanceof Master master)) {
      return;
    }
    Optional<Rival> rival = master.rival();
    if (rival.isEmpty() || rival.get().ownerDecisionAt().isPresent()) {
      return;
    }
    Duration own = turn.router().config().advertInterval();
    Duration other = accepted.advertisement().interval();
    Duration wait = (own.compareTo(other) > 0 ? own : other).multipliedBy(6).dividedBy(5);
    Rival r = rival.get();
    turn.set(
        master.withRival(
            Optional.of(
                new Rival(
                    r.address(),
                    r.heard(),
                    r.since(),
                    r.lastAt(),
                    r.said(),
                    Optional.of(turn.now.plus(wait)),
                    false))));
  }

  /** Rival fallen silent? Owners: does the other one still advertise? */
  static void deadline(Turn turn) {
    if (!(turn.router().state() instanceof Master master) || master.rival().isEmpty()) {
      return;
    }
    Rival rival = master.rival().get();
    Optional<Instant> decision = rival.ownerDecisionAt();
    if (decision.isPresent() && !turn.now.isBefore(decision.get())) {
      decide(turn, master, rival);
    }
    Duration silence = Duration.between(rival.lastAt(), turn.now);
    if (silence.compareTo(VrrpTimers.masterDown(turn.router())) > 0) {
      Transitions.endRivalry(turn);
      if (rival.said()) {
        // Switches may still point at the other side.
        Transitions.announce(turn, turn.router().config().garp().masterRepeat());
      }
    }
  }

  private static void decide(Turn turn, Master master, Rival rival) {
    turn.set(
        master.withRival(
            Optional.of(
                new Rival(
                    rival.address(),
                    rival.heard(),
                    rival.since(),
                    rival.lastAt(),
                    rival.said(),
                    Optional.empty(),
                    false))));
    Router router = turn.router();
    if (rival.heardSinceDecision() && router.owner()) {
      int lowered = VrrpInstance.OWNER_PRIORITY - 1;
      turn.emit(
          new VrrpEffect.PriorityMoved(
              router.name(), router.reported(), router.priority(), lowered));
      turn.set(router.withPriority(lowered));
    }
  }
}
