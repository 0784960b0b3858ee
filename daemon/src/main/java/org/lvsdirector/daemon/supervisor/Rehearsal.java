package org.lvsdirector.daemon.supervisor;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.linux.io.RtNetlink;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpListener;
import org.lvsdirector.vrrp.io.VrrpNotice;
import org.lvsdirector.vrrp.io.VrrpOptions;
import org.lvsdirector.vrrp.io.VrrpService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a takeover through beforehand. A JVM reads code when it is first needed: a BACKUP that has
 * never been MASTER needed 40 ms for its first takeover and 5 ms for its second. So a few instances
 * become MASTER once, by the same code and on real sockets, but on the loopback device of a network
 * namespace that exists for this only. Where namespaces are not allowed, nothing is lost but these
 * milliseconds.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** A few adverts of a MASTER are part of it. */
  private static final long AS_MASTER_MILLIS = 350;

  private static final int LOOPBACK = 1;

  /** Below it, the first adverts heard would already come too soon for code that is not there. */
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Thread thread;

  private Rehearsal(Path file) {
    thread = Thread.ofPlatform().daemon().name("rehearsal").unstarted(() -> play(file));
  }

  /**
   * Plays before the real instances begin if their adverts are so frequent that they could not
   * wait; else {@link #start} is called once they run, and plays beside their first down interval.
   */
  static Rehearsal of(KeepalivedConfig config) {
    var rehearsal = new Rehearsal(JvmCommand.home().resolve("lib").resolve("rehearsal.conf"));
    if (config.vrrp().instances().stream().anyMatch(i -> i.advertInterval().compareTo(SHORT) < 0)) {
      rehearsal.start();
      rehearsal.await();
    }
    return rehearsal;
  }

  /** Begins in the background, unless it has been played. */
  void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  private void await() {
    try {
      boolean _ = thread.join(LONGEST);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void play(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      KeepalivedConfig config = ConfigurationReader.of(file, false).read().config();
      boolean _ = NetworkNamespace.callApart(() -> play(config));
    } catch (LinuxException | RuntimeException e) {
      LOG.debug("the first takeover will take some milliseconds longer: {}", e.getMessage());
    }
  }

  /** In the new namespace; whether all became MASTER but the last, which listens to another. */
  private static boolean play(KeepalivedConfig config) throws LinuxException {
    try (RtNetlink netlink = RtNetlink.open()) {
      netlink.setLinkUp(LOOPBACK, true);
      // Of IPv6 it has one address, and somebody else has to be told.
      netlink.addAddress(AddressInfo.of(InetAddress.ofLiteral("::2"), 128, LOOPBACK));
    }
    var masters = new Masters(config.vrrp().instances().size() - 1);
    try (var _ = VrrpService.start(config, VrrpOptions.REHEARSAL, masters)) {
      boolean played = masters.all.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      Thread.sleep(AS_MASTER_MILLIS);
      return played;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static final class Masters implements VrrpListener {
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final CountDownLatch all;

    Masters(int instances) {
      all = new CountDownLatch(instances);
    }

    @Override
    public void tell(VrrpNotice notice) {
      if (notice instanceof VrrpNotice.StateChanged changed
          && changed.subject() == VrrpNotice.Subject.INSTANCE
          && changed.state() == Reported.MASTER
          && names.add(changed.name())) {
        all.countDown();
      }
    }
  }
}
