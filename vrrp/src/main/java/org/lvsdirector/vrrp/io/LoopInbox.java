package org.lvsdirector.vrrp.io;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.netlink.RtEvent;
import org.lvsdirector.vrrp.group.RouterEvent;

/** What other threads hand to the loop, in their order; each message wakes it. */
final class LoopInbox {
  private final Queue<LoopMessage> queue = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Poller poller;

  LoopInbox(Poller poller) {
    this.poller = poller;
  }

  void post(RouterEvent event) {
    put(new LoopMessage.Event(event));
  }

  void post(RtEvent event) {
    put(new LoopMessage.Kernel(event));
  }

  /** Has work done by the loop and waits for its end; nothing is done once the loop has ended. */
  void call(NetworkNamespace.Work<Boolean> work) throws LinuxException {
    var done = new CompletableFuture<Boolean>();
    put(new LoopMessage.Call(work, done));
    try {
      var _ = CompletableFuture.anyOf(done, ended).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LinuxException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void put(LoopMessage message) {
    queue.add(message);
    poller.wakeup();
  }

  /** The next message, or nothing; loop thread only. */
  @Nullable LoopMessage poll() {
    return queue.poll();
  }

  /** The loop has ended: whoever waits, or will, need not. */
  void end() {
    ended.complete(true);
  }

  void awaitEnd() {
    boolean _ = ended.join();
  }
}
