package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.vrrp.packet.ReceiveMemory;

/** A {@link Router} being changed; lives only inside one of its methods. */
final class RouterDraft {
  VrrpInstance config;
  VrrpState state;
  int priority;
  Duration masterInterval;
  List<Fault> faults;
  Optional<InetAddress> source;
  Optional<Heard> heard;
  ReceiveMemory memory;
  Counters counters;
  Set<String> said;
  boolean notified;
  Instant since;
  String reason;

  RouterDraft(Router router) {
    config = router.config();
    state = router.state();
    priority = router.priority();
    masterInterval = router.masterInterval();
    faults = router.faults();
    source = router.source();
    heard = router.heard();
    memory = router.memory();
    counters = router.counters();
    said = router.said();
    notified = router.notified();
    since = router.since();
    reason = router.reason();
  }

  Router router() {
    return new Router(
        config,
        state,
        priority,
        masterInterval,
        faults,
        source,
        heard,
        memory,
        counters,
        said,
        notified,
        since,
        reason);
  }
}
