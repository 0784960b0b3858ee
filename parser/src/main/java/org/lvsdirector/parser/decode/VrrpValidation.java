package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.StaticEntries;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpSyncGroup;

/**
 * Turns the drafts of the VRRP side into records (keepalived reference, VRRP 1, 10, 19; parser
 * 17.3).
 */
final class VrrpValidation {
  private final Decoding out;
  private final GlobalDraft global;
  private final Scripts scripts;
  private final VrrpDraft draft;

  /** Group of each member. */
  private final Map<String, SyncGroupDraft> groupOf = new HashMap<>();

  /** Groups with a member that owns its addresses. */
  private final Set<SyncGroupDraft> owning = new HashSet<>();

  VrrpValidation(Decoding out, GlobalDraft global, Scripts scripts, VrrpDraft draft) {
    this.out = out;
    this.global = global;
    this.scripts = scripts;
    this.draft = draft;
  }

  VrrpConfig config() {
    List<VrrpScript> usable = scripts();
    List<SyncGroupDraft> groups = groups();
    var instances = new ArrayList<VrrpInstance>();
    var resolver = new InstanceResolver(out, global);
    for (InstanceDraft vi : draft.instances) {
      Optional<SyncGroupDraft> group = Optional.ofNullable(groupOf.get(vi.name));
      resolver.resolve(vi, group).ifPresent(instances::add);
    }
    settleGroups(instances);
    new VridConflicts(out).check(instances);
    return new VrrpConfig(
        new StaticEntries(draft.addresses, draft.routes, draft.rules),
        draft.trackGroups,
        draft.garpGroups,
        draft.linkbeat,
        new DebounceLimits(out).apply(draft.delays, instances),
        usable,
        draft.processes,
        instances,
        groups.stream().map(g -> group(g)).toList());
  }

  // ---- scripts

  /** Without an instance nothing runs a script, and keepalived does not look at them. */
  private List<VrrpScript> scripts() {
    if (draft.instances.isEmpty()) {
      draft.scripts.forEach(this::unused);
      return List.of();
    }
    var used = new HashSet<String>();
    draft.instances.forEach(i -> i.tracking.scripts.forEach(e -> used.add(e.name())));
    draft.groups.forEach(g -> g.tracking.scripts.forEach(e -> used.add(e.name())));
    var usable = new ArrayList<VrrpScript>();
    Set<String> names = new HashSet<>();
    for (ScriptDraft script : draft.scripts) {
      Optional<VrrpScript> built = script(script);
      if (!used.contains(script.name)) {
        unused(script);
      } else if (built.isPresent() && names.add(script.name)) {
        usable.add(built.get());
      }
    }
    draft.instances.forEach(i -> i.tracking.scripts.removeIf(e -> !names.contains(e.name())));
    draft.groups.forEach(g -> g.tracking.scripts.removeIf(e -> !names.contains(e.name())));
    return usable;
  }

  /** A start of keepalived says so and removes it; a test ends before that. */
  private void unused(ScriptDraft script) {
    out.note(script.range, "vrrp_script " + script.name + " is not used");
  }

  private Optional<VrrpScript> script(ScriptDraft s) {
    ScriptLine line = s.line;
    if (line == null || s.runAs == null) {
      return Optional.empty();
    }
    return scripts
        .trackCommand(line, s.runAs, " of vrrp_script " + s.name)
        .map(
            command ->
                new VrrpScript(
                    s.name,
                    command,
                    s.interval,
                    s.timeout == null ? s.interval : s.timeout,
                    s.weight,
                    s.reverse,
                    s.rise,
                    s.fall,
                    s.initFail,
                    s.range));
  }

  // ---- sync groups

  private List<SyncGroupDraft> groups() {
    var kept = new ArrayList<SyncGroupDraft>();
    for (SyncGroupDraft group : draft.groups) {
      if (members(group)) {
        kept.add(group);
      } else {
        out.forgetScripts(out.scriptsSeen() - group.scripts);
      }
    }
    return kept;
  }

  private boolean members(SyncGroupDraft group) {
    String name = "vrrp_sync_group " + group.name;
    if (group.members.isEmpty()) {
      out.error(group.range, name + " has no instance, ignored");
      return false;
    }
    for (var it = group.members.iterator(); it.hasNext(); ) {
      String member = it.next();
      boolean exists = draft.instances.has(member);
      if (!exists) {
        out.error(group.range, "instance " + member + " of " + name + " does not exist, ignored");
        it.remove();
      } else if (groupOf.putIfAbsent(member, group) != null) {
        out.error(
            group.range,
            "instance "
                + member
                + " is in vrrp_sync_group "
                + groupOf.getOrDefault(member, group).name
                + " already, ignored in "
                + group.name);
        it.remove();
      }
    }
    if (group.members.isEmpty()) {
      out.error(group.range, name + " has no instance left, ignored");
      return false;
    }
    if (group.members.size() == 1) {
      out.warning(group.range, name + " has only one instance, which has no effect");
    }
    return true;
  }

  /** {@code state MASTER} of members counts only if all are owners (VRRP 10.7). */
  private void settleGroups(List<VrrpInstance> instances) {
    var mixed = new HashSet<SyncGroupDraft>();
    for (VrrpInstance instance : instances) {
      SyncGroupDraft group = groupOf.get(instance.name());
      if (group != null) {
        (instance.owner() ? owning : mixed).add(group);
      }
    }
    instances.replaceAll(
        i ->
            mixed.contains(groupOf.get(i.name()))
                ? i.toBuilder().initialState(VrrpInstance.InitialState.BACKUP).build()
                : i);
  }

  private VrrpSyncGroup group(SyncGroupDraft group) {
    InstanceDraft.NotifyDraft n = group.notify;
    var notifications =
        new VrrpNotifications(
            n.script("notify_master"),
            n.script("notify_backup"),
            n.script("notify_fault"),
            n.script("notify_stop"),
            n.script("notify"),
            Optional.empty(),
            false,
            Optional.empty(),
            global.vrrpAlert(n.smtpAlert),
            n.priorityChanges == null
                ? global.vrrpDefaults.notifyPriorityChanges
                : n.priorityChanges);
    return new VrrpSyncGroup(
        group.name,
        group.members,
        owning.contains(group) ? unweighted(group.tracking) : group.tracking.finished(),
        notifications,
        group.trackingWeight,
        group.range);
  }

  private static Tracking unweighted(TrackingDraft t) {
    return new Tracking(
        cleared(t.interfaces),
        cleared(t.scripts),
        cleared(t.files),
        cleared(t.processes),
        cleared(t.bfds));
  }

  private static List<Tracking.Entry> cleared(List<Tracking.Entry> entries) {
    return entries.stream().map(e -> new Tracking.Entry(e.name(), 0, e.reverse())).toList();
  }
}
