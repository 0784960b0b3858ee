package org.lvsdirector.vrrp.io;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinkState;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetworkNamespace;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LinkbeatInterface;
import org.lvsdirector.parser.model.LinkbeatInterface.Method;
import org.lvsdirector.parser.model.VrrpInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks drivers for their link once a second: {@code linkbeat_interfaces} and {@code
 * linkbeat_use_polling}, for drivers that do not tell the kernel. A link counts as up only if both
 * the kernel and the driver say so; a driver that knows nothing leaves it to the kernel.
 */
final class LinkPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPoller.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** What a driver answers; empty if it does not know. */
  @FunctionalInterface
  interface Driver {
    Optional<Boolean> link(LinkbeatInterface polled) throws LinuxException;
  }

  private final List<LinkbeatInterface> polled;
  private final BiConsumer<String, Boolean> listener;
  private final Map<String, Boolean> told = new HashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);

  LinkPoller(List<LinkbeatInterface> polled, BiConsumer<String, Boolean> listener) {
    this.polled = List.copyOf(polled);
    this.listener = listener;
  }

  /**
   * What a file wants polled: the interfaces it lists, and with {@code linkbeat_use_polling} those
   * of all instances. {@code IOCTL} reads the very flags that netlink tells without being asked.
   */
  static List<LinkbeatInterface> wanted(KeepalivedConfig config) {
    Map<String, LinkbeatInterface> wanted = new LinkedHashMap<>();
    if (config.process().linkbeatUsePolling()) {
      for (VrrpInstance instance : config.vrrp().instances()) {
        instance
            .interfaceName()
            .ifPresent(
                name ->
                    wanted.put(name, new LinkbeatInterface(name, Method.PROBE, instance.range())));
      }
    }
    config.vrrp().linkbeatInterfaces().forEach(listed -> wanted.put(listed.name(), listed));
    wanted.values().removeIf(listed -> listed.method() == Method.IOCTL);
    return List.copyOf(wanted.values());
  }

  /** Polls on a thread of its own, in the namespace of the instances. */
  void start(Optional<String> namespace) throws LinuxException {
    LinkState state = NetworkNamespace.call(namespace, LinkState::new);
    Thread.ofPlatform()
        .daemon()
        .name("linkbeat")
        .start(
            () -> {
              try (state) {
                do {
                  look(one -> ask(state, one));
                } while (!end.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** One look at all; tells the listener what is not as it was, at first what is down. */
  void look(Driver driver) {
    for (LinkbeatInterface one : polled) {
      try {
        boolean up = driver.link(one).orElse(true);
        boolean before = told.getOrDefault(one.name(), true);
        if (up != before) {
          told.put(one.name(), up);
          LOG.info("linkbeat: {} is {}, says its driver", one.name(), up ? "up" : "down");
          listener.accept(one.name(), up);
        }
      } catch (LinuxException e) {
        // An interface that is gone is told by the kernel.
        if (!e.is(Errno.ENODEV)) {
          LOG.debug("linkbeat: {}", e.getMessage());
        }
      }
    }
  }

  private static Optional<Boolean> ask(LinkState state, LinkbeatInterface one)
      throws LinuxException {
    return switch (one.method()) {
      case MII -> state.byMii(one.name());
      case ETHTOOL -> state.byEthtool(one.name());
      case PROBE -> {
        Optional<Boolean> phy = state.byMii(one.name());
        yield phy.isPresent() ? phy : state.byEthtool(one.name());
      }
      case IOCTL -> Optional.empty();
    };
  }

  /** Ends the thread within a second; what it finds until then is no longer asked for. */
  @Override
  public void close() {
    end.countDown();
  }
}
