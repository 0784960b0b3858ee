package org.lvsdirector.provision.plan;

import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;

/** Sets one {@link Want} beside the facts and finds the step between them, if any. */
public final class Comparison {
  private final HostFacts facts;
  private final UndoRecord undo;
  private final boolean force;

  /**
   * A comparison against one server.
   *
   * @param facts what was read
   * @param undo what we changed there before
   * @param force whether files changed by other hands may be replaced (a copy is kept)
   */
  public Comparison(HostFacts facts, UndoRecord undo, boolean force) {
    this.facts = facts;
    this.undo = undo;
    this.force = force;
  }

  /** Compares one want. */
  public Check check(Want want) {
    return switch (want) {
      case Want.SysctlIs w -> sysctl(w);
      case Want.AddressOn w -> addressOn(w);
      case Want.AddressGone w -> addressGone(w);
      case Want.RulePresent w -> rule(w);
      case Want.NftHolds w -> nft(w);
      case Want.FileIs w -> file(w);
      case Want.LinkIs w -> link(w);
      case Want.TunnelIsUp w -> tunnel(w);
      case Want.DefaultRouteVia w -> route(w);
    };
  }

  private Check sysctl(Want.SysctlIs w) {
    String now = facts.sysctls().get(w.key());
    if (now != null && w.accepted().contains(now)) {
      return Check.good(w, now);
    }
    if (now == null) {
      // A device that the tunnel module is about to make has no sysctls yet; undo has nothing to
      // restore then.
      return Check.differs(
          w,
          "absent",
          Step.apply(new Action.SetSysctl(w.key(), w.value()), w.reason(), Optional.empty()));
    }
    Optional<UndoRecord.Entry> entry =
        recordOnce(new Action.SetSysctl(w.key(), now), Optional.of(w.value()));
    return Check.differs(
        w, now, Step.apply(new Action.SetSysctl(w.key(), w.value()), w.reason(), entry));
  }

  private Check addressOn(Want.AddressOn w) {
    if (facts.carries(w.device(), w.cidr())) {
      return Check.good(w, "present");
    }
    return Check.differs(
        w,
        "absent",
        Step.apply(
            new Action.AddAddress(w.device(), w.cidr()),
            w.reason(),
            recordOnce(new Action.DeleteAddress(w.device(), w.cidr()), Optional.empty())));
  }

  private Check addressGone(Want.AddressGone w) {
    if (!facts.carries(w.device(), w.cidr())) {
      return Check.good(w, "absent");
    }
    if (facts.sshServer().filter(w.cidr().address()::equals).isPresent()) {
      return Check.blocked(
          w,
          "present",
          "the SSH connection comes in on this address; connect to the server's own address");
    }
    if (holdsOthers(w)) {
      return Check.blocked(
          w,
          "present",
          "other addresses of "
              + w.device()
              + " are secondary to it and would go with it; remove it by hand");
    }
    return Check.differs(
        w,
        "present",
        Step.apply(
            new Action.DeleteAddress(w.device(), w.cidr()),
            w.reason(),
            recordOnce(new Action.AddAddress(w.device(), w.cidr()), Optional.empty())));
  }

  /**
   * Removing a primary address takes its secondaries along unless promote_secondaries is set
   * (ip-sysctl).
   */
  private boolean holdsOthers(Want.AddressGone w) {
    return !"1".equals(facts.sysctls().get("net/ipv4/conf/" + w.device() + "/promote_secondaries"))
        && facts.addresses().stream()
            .filter(a -> a.secondary() && a.device().equals(w.device()))
            .anyMatch(
                a ->
                    a.cidr().prefix() == w.cidr().prefix()
                        && w.cidr().covers(a.cidr().address())
                        && !a.cidr().equals(w.cidr()));
  }

  private Check rule(Want.RulePresent w) {
    if (facts.rules().getOrDefault(w.tool(), List.of()).contains(w.rule())) {
      return Check.good(w, "present");
    }
    return Check.differs(
        w,
        "absent",
        Step.apply(
            new Action.AddRule(w.tool(), w.rule()),
            w.reason(),
            recordOnce(new Action.DeleteRule(w.tool(), w.rule()), Optional.empty())));
  }

  private Check nft(Want.NftHolds w) {
    List<String> now = facts.nft().getOrDefault(w.family(), List.of());
    if (now.equals(w.rules())) {
      return Check.good(w, "present");
    }
    return Check.differs(
        w,
        now.isEmpty() ? "absent" : String.join("; ", now),
        Step.apply(
            new Action.LoadNft(w.family(), w.rules()),
            w.reason(),
            recordOnce(new Action.DropNft(w.family()), Optional.empty())));
  }

  private Check file(Want.FileIs w) {
    List<String> now = facts.files().get(w.path());
    if (now == null) {
      Optional<UndoRecord.Entry> entry =
          recordOnce(new Action.DeleteFile(w.path()), Optional.empty());
      return Check.differs(
          w, "absent", Step.apply(write(w, Action.WriteFile.Keep.NOTHING), w.reason(), entry));
    }
    if (now.equals(w.lines())) {
      return Check.good(w, "as wanted");
    }
    if (FileSeal.intact(now)) {
      return Check.differs(
          w,
          "an older version of ours",
          Step.apply(write(w, Action.WriteFile.Keep.NOTHING), w.reason(), Optional.empty()));
    }
    String found =
        FileSeal.sealed(now) ? "ours, changed by somebody else" : "written by somebody else";
    if (!force) {
      return Check.blocked(
          w, found, "left alone; look at it, then run again with --force (a copy is kept)");
    }
    Optional<UndoRecord.Entry> entry =
        recordOnce(new Action.RestoreFile(w.path()), Optional.empty());
    return Check.differs(
        w,
        found,
        Step.apply(
            write(
                w,
                entry.isPresent() ? Action.WriteFile.Keep.ORIGINAL : Action.WriteFile.Keep.CHANGED),
            w.reason(),
            entry));
  }

  private static Action write(Want.FileIs w, Action.WriteFile.Keep keep) {
    return new Action.WriteFile(w.path(), w.mode(), w.lines(), keep);
  }

  private Check link(Want.LinkIs w) {
    String now = facts.symlinks().get(w.path());
    if (w.target().equals(now)) {
      return Check.good(w, "present");
    }
    if (now != null || facts.files().containsKey(w.path())) {
      return Check.blocked(
          w, "something else is there", "left alone; remove it by hand if it is not needed");
    }
    return Check.differs(
        w,
        "absent",
        Step.apply(
            new Action.MakeLink(w.path(), w.target()),
            w.reason(),
            recordOnce(new Action.DeleteFile(w.path()), Optional.empty())));
  }

  private Check tunnel(Want.TunnelIsUp w) {
    Optional<HostFacts.Link> link = facts.link(w.tunnel().device());
    if (link.isPresent() && link.get().up()) {
      return Check.good(w, "up");
    }
    return Check.differs(
        w,
        link.isPresent() ? "down" : "absent",
        Step.apply(
            new Action.TunnelUp(w.tunnel()),
            w.reason(),
            recordOnce(new Action.TunnelDown(w.tunnel(), link.isEmpty()), Optional.empty())));
  }

  private Check route(Want.DefaultRouteVia w) {
    boolean v6 = w.via() instanceof Inet6Address;
    List<HostFacts.DefaultRoute> now =
        facts.routes().stream().filter(r -> r.via() instanceof Inet6Address == v6).toList();
    if (now.size() == 1 && now.getFirst().via().equals(w.via())) {
      return Check.good(w, "via " + Values.text(w.via()));
    }
    String found =
        now.isEmpty()
            ? "no default route"
            : String.join(
                " and ",
                now.stream()
                    .map(r -> "via " + Values.text(r.via()) + " dev " + r.device())
                    .toList());
    Optional<String> obstacle = routeObstacle(w, now);
    if (obstacle.isPresent()) {
      return Check.blocked(w, found, obstacle.get());
    }
    Action back =
        now.isEmpty()
            ? new Action.DeleteDefaultRoute(w.via(), w.device())
            : new Action.SetDefaultRoute(now.getFirst().via(), now.getFirst().device());
    return Check.differs(
        w,
        found,
        Step.apply(
            new Action.SetDefaultRoute(w.via(), w.device()),
            w.reason(),
            recordOnce(back, Optional.empty())));
  }

  private Optional<String> routeObstacle(Want.DefaultRouteVia w, List<HostFacts.DefaultRoute> now) {
    if (!w.change()) {
      return Optional.of("changed only when asked: --set-route");
    }
    if (now.size() > 1) {
      return Optional.of("more than one default route; decide by hand which one stays");
    }
    boolean onLink =
        facts
            .sshClient()
            .map(c -> facts.addresses().stream().anyMatch(a -> a.cidr().covers(c)))
            .orElse(false);
    boolean viaDirector = facts.sshClient().filter(w.via()::equals).isPresent();
    if (!onLink && !viaDirector && !now.isEmpty()) {
      return Optional.of(
          "the SSH connection runs over the present default route and would be cut; run from a host on the server's own network");
    }
    return Optional.empty();
  }

  private Optional<UndoRecord.Entry> recordOnce(Action back, Optional<String> set) {
    UndoRecord.Entry entry = UndoRecord.entry(back, set);
    return undo.knows(entry.id()) ? Optional.empty() : Optional.of(entry);
  }
}
