package org.lvsdirector.vrrp.group;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.Step;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.fsm.VrrpEvent;
import org.lvsdirector.vrrp.fsm.VrrpState;

/** Sync groups act as one (keepalived reference, VRRP 10). */
final class SyncGroups {
  private final Round round;
  private final Set<String> touched = new LinkedHashSet<>();

  SyncGroups(Round round) {
    this.round = round;
  }

  /** A group starts as MASTER only if every member is an owner that wants it (10.1). */
  boolean holdsBack(Router router) {
    return members(router).stream()
        .anyMatch(
            m ->
                m.config().initialState() != VrrpInstance.InitialState.MASTER
                    || !m.config().owner()
                    || !m.faults().isEmpty());
  }

  /** Members that only follow what the group has already announced keep silent (10.6). */
  boolean tells(Router before, VrrpEffect effect) {
    return !(effect instanceof VrrpEffect.Notify notify)
        || !before.notified()
        || before
            .config()
            .syncGroup()
            .map(g -> round.groups().get(g) != notify.state())
            .orElse(true);
  }

  /** What the other members do about a step of one member. */
  void follow(Router before, Step step, VrrpEvent event) {
    Router after = step.router();
    if (after.config().syncGroup().isEmpty()) {
      return;
    }
    touched.add(after.config().syncGroup().get());
    if (before.reported() != after.reported()) {
      entered(before, after, event);
    }
    if (after.state() instanceof VrrpState.Backup backup && backup.wantsMaster()) {
      agree(after);
    }
    if (event instanceof VrrpEvent.FaultsChanged && after.faults().isEmpty()) {
      recover(after);
    }
    if (step.effects().stream().anyMatch(VrrpEffect.LowerPriorityHeard.class::isInstance)) {
      others(after).forEach(o -> round.dispatch(o.name(), new VrrpEvent.GroupLowerPriority()));
    }
  }

  private void entered(Router before, Router after, VrrpEvent event) {
    VrrpEvent follow =
        switch (after.reported()) {
          case FAULT -> new VrrpEvent.GroupFault(after.name());
          case BACKUP -> event instanceof VrrpEvent.Lost ? event : backup(after);
          case MASTER, INIT, STOP, DELETED -> null;
        };
    boolean leftMaster = before.reported() == Reported.MASTER;
    if (follow != null && (leftMaster || after.reported() == Reported.FAULT)) {
      others(after).forEach(o -> round.dispatch(o.name(), follow));
    }
  }

  private static VrrpEvent backup(Router member) {
    return new VrrpEvent.GroupBackup(member.name());
  }

  /** When the last member has timed out, all become MASTER together (10.2). */
  private void agree(Router member) {
    boolean all = members(member).stream().allMatch(SyncGroups::wantsMaster);
    if (all) {
      itselfFirst(member).forEach(m -> round.dispatch(m.name(), new VrrpEvent.GroupMaster()));
    }
  }

  private static boolean wantsMaster(Router router) {
    return switch (router.state()) {
      case VrrpState.Backup backup -> backup.wantsMaster();
      case VrrpState.Master _ -> true;
      case VrrpState.Initialize _, VrrpState.Fault _ -> false;
    };
  }

  /** The group leaves FAULT only when no member has a fault and no script is pending (10.4). */
  private void recover(Router member) {
    if (members(member).stream().allMatch(m -> m.faults().isEmpty())) {
      itselfFirst(member).forEach(m -> round.dispatch(m.name(), new VrrpEvent.GroupRecovered()));
    }
  }

  /** Who gives the occasion goes first, as in keepalived; scripts and FIFO show the order. */
  private List<Router> itselfFirst(Router member) {
    return Stream.concat(Stream.of(member), others(member).stream()).toList();
  }

  private List<Router> others(Router member) {
    return members(member).stream().filter(m -> !m.name().equals(member.name())).toList();
  }

  private List<Router> members(Router member) {
    Optional<String> group = member.config().syncGroup();
    return group.isEmpty()
        ? List.of()
        : round.routers().values().stream()
            .filter(r -> r.config().syncGroup().equals(group))
            .toList();
  }

  /** Announces groups whose state has changed, once, behind their members. */
  void settle() {
    if (touched.isEmpty()) {
      return;
    }
    for (VrrpSyncGroup group : round.config().syncGroups()) {
      if (touched.contains(group.name())) {
        settle(group);
      }
    }
    touched.clear();
  }

  private void settle(VrrpSyncGroup group) {
    List<Router> members =
        round.routers().values().stream()
            .filter(r -> r.config().syncGroup().equals(Optional.of(group.name())))
            .toList();
    Reported state = state(members);
    Reported known = round.groups().get(group.name());
    if (state == known || state == Reported.INIT || known == Reported.STOP) {
      return;
    }
    round.groups().put(group.name(), state);
    if (members.stream().allMatch(Router::notified)) {
      boolean begins = known == null && state == Reported.BACKUP;
      int at = begins ? firstNotice(members) : round.effects().size();
      round.effects().add(at, new VrrpEffect.NotifyGroup(group.name(), state));
    }
  }

  /** A group that begins as BACKUP is told before its members, as keepalived does. */
  private int firstNotice(List<Router> members) {
    List<String> names = members.stream().map(Router::name).toList();
    for (int i = 0; i < round.effects().size(); i++) {
      if (round.effects().get(i) instanceof VrrpEffect.Notify notify
          && names.contains(notify.instance())) {
        return i;
      }
    }
    return round.effects().size();
  }

  private static Reported state(List<Router> members) {
    if (members.stream().anyMatch(m -> m.reported() == Reported.INIT) || members.isEmpty()) {
      return Reported.INIT;
    }
    if (members.stream().anyMatch(m -> m.reported() == Reported.FAULT)) {
      return Reported.FAULT;
    }
    return members.stream().allMatch(m -> m.reported() == Reported.MASTER)
        ? Reported.MASTER
        : Reported.BACKUP;
  }
}
