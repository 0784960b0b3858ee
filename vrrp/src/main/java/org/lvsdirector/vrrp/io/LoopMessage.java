package org.lvsdirector.vrrp.io;

import java.util.concurrent.CompletableFuture;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.vrrp.group.RouterEvent;

/** What other threads can ask of the loop. */
sealed interface LoopMessage {
  /** An event for the routers. */
  record Event(RouterEvent event) implements LoopMessage {}

  /** The kernel told something. */
  record Kernel(RtEvent event) implements LoopMessage {}

  /** Work for the loop thread, whose caller waits. */
  record Call(NetworkNamespace.Work<Boolean> work, CompletableFuture<Boolean> done)
      implements LoopMessage {}
}
