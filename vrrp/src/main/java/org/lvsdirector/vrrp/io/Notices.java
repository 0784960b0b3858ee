package org.lvsdirector.vrrp.io;

import java.util.HashMap;
import java.util.Map;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.io.VrrpNotice.Subject;
import org.lvsdirector.vrrp.packet.Addresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** Turns effects that only tell something into log lines and notices. */
final class Notices {
  private final Logger log;
  private final VrrpListener listener;
  private final Map<String, String> reasons = new HashMap<>();

  Notices(VrrpListener listener, boolean logged) {
    this.listener = listener;
    this.log = logged ? LoggerFactory.getLogger("org.lvsdirector.vrrp") : NOPLogger.NOP_LOGGER;
  }

  void tell(VrrpEffect effect) {
    switch (effect) {
      case VrrpEffect.Transition(String name, Reported from, Reported to, String reason) -> {
        reasons.put(name, reason);
        log.info("({}) {} -> {}: {}", name, from, to, reason);
      }
      case VrrpEffect.Notify(String name, Reported state, int priority) ->
          pass(
              new VrrpNotice.StateChanged(
                  Subject.INSTANCE, name, state, priority, reasons.getOrDefault(name, "")));
      case VrrpEffect.NotifyGroup(String name, Reported state) -> {
        log.info("VRRP_Group({}) {}", name, state);
        pass(new VrrpNotice.StateChanged(Subject.GROUP, name, state, 0, ""));
      }
      case VrrpEffect.PriorityMoved(String name, Reported state, int from, int to) -> {
        log.info("({}) Changing effective priority from {} to {}", name, from, to);
        pass(new VrrpNotice.PriorityChanged(name, state, to, from));
      }
      case VrrpEffect.LowerPriorityHeard heard -> lower(heard);
      case VrrpEffect.SplitBrain(String name, String own, String other, String cause) -> {
        log.warn("({}) SPLIT BRAIN: {} and {} are both MASTER; {}", name, own, other, cause);
        pass(new VrrpNotice.SplitBrain(name, own, other, cause));
      }
      case VrrpEffect.SplitBrainHealed(String name, String other) -> {
        log.info("({}) split brain with {} is over", name, other);
        pass(new VrrpNotice.SplitBrainHealed(name, other));
      }
      case VrrpEffect.Said(String name, VrrpEffect.Level level, String text) -> {
        // A line that begins with its own subject, as VRRP_Script(chk), is keepalived's as it is.
        String line = text.contains("(" + name + ")") ? text : "(" + name + ") " + text;
        if (level == VrrpEffect.Level.WARNING) {
          log.warn("{}", line);
        } else {
          log.info("{}", line);
        }
      }
      default -> throw new IllegalArgumentException("not a notice: " + effect);
    }
  }

  private void lower(VrrpEffect.LowerPriorityHeard heard) {
    String source = Addresses.text(heard.source());
    log.info(
        "({}) Received advert from {} with lower priority {}, ours {}",
        heard.instance(),
        source,
        heard.priority(),
        heard.ownPriority());
    pass(
        new VrrpNotice.LowerPriorityReceived(
            heard.instance(), heard.ownPriority(), source, heard.priority()));
  }

  /** A listener that fails must not cost the VIP. */
  void pass(VrrpNotice notice) {
    try {
      listener.tell(notice);
    } catch (RuntimeException e) {
      log.error("listener failed on {}", notice, e);
    }
  }
}
