package org.lvsdirector.daemon.worker;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.RtMonitor;
import org.lvsdirector.linux.netlink.AddressInfo;
import org.lvsdirector.linux.netlink.RtEvent;

/**
 * Which addresses this host has, for {@code ha_suspend} (keepalived reference, LVS 16). An address
 * may be on several interfaces; it is gone with the last of them.
 */
final class HostAddresses implements AutoCloseable {
  private record Place(int interfaceIndex, InetAddress address) {}

  private final Map<Place, InetAddress> present = new HashMap<>();
  private final Consumer<Set<InetAddress>> listener;
  private final RtMonitor monitor;

  /**
   * Begins to watch; the listener hears of the present state first, on a thread of the monitor's.
   *
   * @param receiveBuffer octets, {@code lvs_netlink_monitor_rcv_bufs}
   * @throws LinuxException if the kernel's route socket cannot be had
   */
  HostAddresses(Optional<Integer> receiveBuffer, Consumer<Set<InetAddress>> listener)
      throws LinuxException {
    this.listener = listener;
    this.monitor =
        RtMonitor.start(
            Optional.empty(),
            receiveBuffer,
            new RtMonitor.Watch(RtMonitor.Watch.NO_ROUTES, false),
            this::on);
  }

  private synchronized void on(RtEvent event) {
    switch (event) {
      case RtEvent.Snapshot snapshot -> {
        present.clear();
        snapshot.addresses().forEach(this::add);
      }
      case RtEvent.AddressChanged(var address) -> add(address);
      case RtEvent.AddressRemoved(var address) -> present.remove(place(address));
      case RtEvent.LinkChanged _,
          RtEvent.LinkRemoved _,
          RtEvent.RouteChanged _,
          RtEvent.RouteRemoved _,
          RtEvent.RuleChanged _,
          RtEvent.RuleRemoved _ -> {
        return;
      }
    }
    listener.accept(Set.copyOf(present.values()));
  }

  private void add(AddressInfo address) {
    present.put(place(address), address.address());
  }

  private static Place place(AddressInfo address) {
    return new Place(address.interfaceIndex(), address.address());
  }

  @Override
  public void close() {
    monitor.close();
  }
}
