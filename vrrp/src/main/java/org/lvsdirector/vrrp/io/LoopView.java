package org.lvsdirector.vrrp.io;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.vrrp.fsm.AddressKey;
import org.lvsdirector.vrrp.group.VrrpRouters;

/**
 * What the loop shows to other threads: the state its last turn left behind. A snapshot is built
 * only when somebody asks for it.
 */
final class LoopView {
  private final AtomicLong version = new AtomicLong();
  private volatile Shown last;

  private record Shown(
      VrrpRouters routers,
      Map<AddressKey, AddressInfo> installed,
      VrrpSnapshot.LatenessStatus lateness) {}

  LoopView(VrrpRouters routers, VrrpSnapshot.LatenessStatus lateness) {
    this.last = new Shown(routers, Map.of(), lateness);
  }

  /** Loop thread only: the view from now on. */
  void show(
      VrrpRouters routers,
      Map<AddressKey, AddressInfo> installed,
      VrrpSnapshot.LatenessStatus lateness) {
    last = new Shown(routers, installed, lateness);
  }

  /** Loop thread only: what is shown may differ from before. */
  void changed() {
    var _ = version.incrementAndGet();
  }

  /** Counts up whenever anything that {@link #snapshot} shows may have changed. */
  long version() {
    return version.get();
  }

  VrrpSnapshot snapshot() {
    Shown shown = last;
    List<VrrpSnapshot.InstanceStatus> instances =
        shown.routers().all().stream()
            .map(r -> VrrpSnapshot.InstanceStatus.of(r, shown.installed().keySet()))
            .toList();
    return new VrrpSnapshot(
        instances,
        shown.routers().groups(),
        shown.routers().status().scripts(),
        shown.routers().status().files(),
        shown.lateness());
  }
}
