package org.lvsdirector.daemon.supervisor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.notify.Notifications;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpListener;
import org.lvsdirector.vrrp.io.VrrpNotice;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns VRRP's notices into scripts, FIFO lines and mail, in keepalived's order: the state's own
 * script, the general one, the FIFO line, the mail (keepalived reference, VRRP 20 to 22). Called on
 * the VRRP thread, so it only hands over.
 */
final class VrrpNotifier implements VrrpListener {
  private static final Logger LOG = LoggerFactory.getLogger(VrrpNotifier.class);

  private final Notifications out;
  private volatile KeepalivedConfig config;

  /** The state that was last mailed, by subject and name; of the VRRP thread alone. */
  private final Map<String, Reported> mailed = new HashMap<>();

  /** Of the file before this one: what a reload removes is told as that file says. */
  private volatile VrrpConfig before;

  VrrpNotifier(KeepalivedConfig config, Notifications out) {
    this.config = config;
    this.before = config.vrrp();
    this.out = out;
  }

  /** Notices from now on are told as this configuration says. */
  void use(KeepalivedConfig fresh) {
    before = config.vrrp();
    config = fresh;
  }

  /**
   * After a reload, {@code fifo_write_vrrp_states_on_reload}: every state once more, for a reader
   * that was started anew (keepalived reference, VRRP 22.5).
   */
  void reloaded(VrrpSnapshot standing) {
    if (!config.global().fifos().vrrpStatesOnReload()) {
      return;
    }
    for (VrrpSnapshot.InstanceStatus instance : standing.instances()) {
      out.line(line("INSTANCE", instance.name(), instance.state(), instance.priority()));
    }
    for (VrrpSyncGroup group : config.vrrp().syncGroups()) {
      Reported state = standing.groups().get(group.name());
      if (state != null) {
        out.line(line("GROUP", group.name(), state, 0));
      }
    }
  }

  private static String line(String subject, String name, Reported state, int priority) {
    return subject + " \"" + name + "\" " + state.name() + " " + priority;
  }

  @Override
  public void tell(VrrpNotice notice) {
    switch (notice) {
      case VrrpNotice.StateChanged changed -> stateChanged(changed);
      case VrrpNotice.PriorityChanged(var name, var state, var priority, _) -> {
        if (settings(VrrpNotice.Subject.INSTANCE, name)
            .map(VrrpNotifications::priorityChanges)
            .orElse(false)) {
          String shown = state == Reported.MASTER ? "MASTER_PRIORITY" : "BACKUP_PRIORITY";
          out.line("INSTANCE \"" + name + "\" " + shown + " " + priority);
        }
      }
      case VrrpNotice.LowerPriorityReceived(var name, var own, _, _) -> {
        settings(VrrpNotice.Subject.INSTANCE, name)
            .flatMap(VrrpNotifications::lowerPriority)
            .ifPresent(out::script);
        out.line("INSTANCE \"" + name + "\" MASTER_RX_LOWER_PRI " + own);
      }
      case VrrpNotice.SplitBrain(var name, var own, var other, var cause) -> {
        LOG.error(
            "({}) split brain: this router ({}) and {} are both MASTER; probable cause: {}",
            name,
            own,
            other,
            cause);
        mail(
            VrrpNotice.Subject.INSTANCE,
            name,
            "Split brain",
            "=> Both " + own + " and " + other + " are MASTER: " + cause + " <=");
      }
      case VrrpNotice.SplitBrainHealed(var name, var other) ->
          LOG.warn("({}) split brain with {} is over", name, other);
      case VrrpNotice.Late(var name, var lateness) ->
          LOG.warn(
              "({}) the VRRP thread woke {} ms late; adverts suffer: look for load, swapping or a"
                  + " paused machine",
              name,
              lateness.toMillis());
    }
  }

  private void stateChanged(VrrpNotice.StateChanged changed) {
    Optional<VrrpNotifications> settings = settings(changed.subject(), changed.name());
    if (changed.subject() == VrrpNotice.Subject.INSTANCE
        && changed.state().number() <= Reported.FAULT.number()
        && changed.state() != Reported.INIT) {
      // Scripts and log watchers look for keepalived's own words.
      LOG.info("({}) Entering {} STATE", changed.name(), changed.state());
    }
    String subject = changed.subject() == VrrpNotice.Subject.GROUP ? "GROUP" : "INSTANCE";
    String priority = Integer.toString(changed.priority());
    Reported shown = shown(changed.state(), settings);
    if (settings.isPresent()) {
      ScriptCommand own = scriptOf(settings.get(), changed.state());
      if (own != null) {
        out.script(own);
      }
      settings
          .get()
          .any()
          .ifPresent(
              any -> out.script(any, List.of(subject, changed.name(), shown.name(), priority)));
    }
    out.line(line(subject, changed.name(), shown, changed.priority()));
    mailOf(changed);
  }

  /**
   * DELETED is told as FAULT unless {@code notify_deleted} is there (keepalived reference, VRRP
   * 20.3).
   */
  private static Reported shown(Reported state, Optional<VrrpNotifications> settings) {
    boolean asFault =
        state == Reported.DELETED && !settings.map(VrrpNotifications::reportDeleted).orElse(false);
    return asFault ? Reported.FAULT : state;
  }

  private static @Nullable ScriptCommand scriptOf(VrrpNotifications settings, Reported state) {
    return switch (state) {
      case MASTER -> settings.master().orElse(null);
      case BACKUP -> settings.backup().orElse(null);
      case FAULT -> settings.fault().orElse(null);
      case STOP -> settings.stop().orElse(null);
      case DELETED -> settings.deleted().orElse(null);
      case INIT -> null;
    };
  }

  private void mailOf(VrrpNotice.StateChanged changed) {
    boolean silent = changed.state() == Reported.FAULT && config.global().mail().noEmailFaults();
    boolean wanted =
        settings(changed.subject(), changed.name()).map(VrrpNotifications::smtpAlert).orElse(false);
    if (silent || !wanted) {
      return;
    }
    String key = changed.subject() + " " + changed.name();
    if (mailed.put(key, changed.state()) == changed.state()) {
      // A fault that was not mailed lies between (keepalived reference, VRRP 21.1).
      return;
    }
    boolean group = changed.subject() == VrrpNotice.Subject.GROUP;
    switch (changed.state()) {
      case MASTER ->
          mail(
              changed.subject(),
              changed.name(),
              "Entering MASTER state",
              group
                  ? "=> All VRRP group instances are now in MASTER state <="
                  : "=> VRRP Instance is now owning VRRP VIPs <=");
      case BACKUP ->
          mail(
              changed.subject(),
              changed.name(),
              "Entering BACKUP state",
              group
                  ? "=> All VRRP group instances are now in BACKUP state <="
                  : "=> VRRP Instance is no longer owning VRRP VIPs <=");
      case FAULT ->
          mail(
              changed.subject(),
              changed.name(),
              "Entering FAULT state",
              group
                  ? "=> All VRRP group instances are now in FAULT state <="
                  : "=> VRRP Instance is no longer owning VRRP VIPs <=");
      case STOP -> mail(changed.subject(), changed.name(), "Stopping", "=> Stopping <=");
      case DELETED -> mail(changed.subject(), changed.name(), "Deleted", "=> Deleted <=");
      case INIT -> {
        // Nothing is told before the first decision.
      }
    }
  }

  private void mail(VrrpNotice.Subject subject, String name, String event, String body) {
    out.mail(
        (subject == VrrpNotice.Subject.GROUP ? "VRRP Group " : "VRRP Instance ")
            + name
            + " - "
            + event,
        body);
  }

  private Optional<VrrpNotifications> settings(VrrpNotice.Subject subject, String name) {
    return settings(config.vrrp(), subject, name).or(() -> settings(before, subject, name));
  }

  private static Optional<VrrpNotifications> settings(
      VrrpConfig vrrp, VrrpNotice.Subject subject, String name) {
    return subject == VrrpNotice.Subject.GROUP
        ? vrrp.syncGroups().stream()
            .filter(g -> g.name().equals(name))
            .map(VrrpSyncGroup::notifications)
            .findFirst()
        : vrrp.instance(name).map(VrrpInstance::notifications);
  }
}
