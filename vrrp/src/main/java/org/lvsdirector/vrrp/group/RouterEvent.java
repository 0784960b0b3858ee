package org.lvsdirector.vrrp.group;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.vrrp.packet.ReceivedPacket;
import org.lvsdirector.vrrp.track.InterfaceView;

/** What can happen to the routers as a whole. */
public sealed interface RouterEvent {
  /**
   * Begin. Comes after the first {@link NetworkSeen}.
   *
   * @param from when timers start to count and adverts are listened to: now, or the end of {@code
   *     vrrp_startup_delay}
   * @param resuming names of the instances that go on as MASTER, with how long they listen before;
   *     see {@code VrrpEvent.Start}
   */
  record Started(Instant from, Map<String, Duration> resuming) implements RouterEvent {
    /** Copies the map. */
    public Started {
      resuming = Map.copyOf(resuming);
    }

    /** A start from nothing. */
    public Started(Instant from) {
      this(from, Map.of());
    }
  }

  /**
   * How far the program before this one had counted in authentication headers; the other routers
   * refuse what does not count up from there. Comes before {@link Started}.
   *
   * @param ahSequences last sequence by name of the instance
   */
  record SequencesHandedOver(Map<String, Long> ahSequences) implements RouterEvent {
    /** Copies the map. */
    public SequencesHandedOver {
      ahSequences = Map.copyOf(ahSequences);
    }
  }

  /** Time has passed. */
  record TimePassed() implements RouterEvent {}

  /**
   * A packet arrived on a socket.
   *
   * @param candidates names of the instances that use this socket
   * @param packet with its addresses
   * @param utc wall clock
   */
  record PacketReceived(List<String> candidates, ReceivedPacket packet, Instant utc)
      implements RouterEvent {
    /** Copies the list. */
    public PacketReceived {
      candidates = List.copyOf(candidates);
    }
  }

  /** All interfaces as they are now. */
  record NetworkSeen(Map<String, InterfaceView> interfaces) implements RouterEvent {
    /** Copies the map. */
    public NetworkSeen {
      interfaces = Map.copyOf(interfaces);
    }
  }

  /** Another program removed an address. */
  record AddressRemoved(String interfaceName, InetAddress address, int prefixLength)
      implements RouterEvent {}

  /**
   * Another program removed a route or rule of an instance.
   *
   * @param what for the log
   */
  record Removed(String instance, String what) implements RouterEvent {}

  /** An advert of an instance could not be sent. */
  record AdvertLost(String instance) implements RouterEvent {}

  /**
   * A script has run.
   *
   * @param timedOut whether it failed because it took too long
   */
  record ScriptRan(String script, boolean success, boolean timedOut) implements RouterEvent {
    /** One that came to its end in time. */
    public ScriptRan(String script, boolean success) {
      this(script, success, false);
    }
  }

  /** A track file has this value. */
  record FileRead(String file, int value) implements RouterEvent {}

  /** A tracked process has, or has not, its quorum. */
  record ProcessCounted(String process, boolean quorum) implements RouterEvent {}

  /** A BFD session went up or down. */
  record BfdChanged(String session, boolean up) implements RouterEvent {}

  /** Somebody else answers ARP for an address of ours. */
  record AddressClaimed(InetAddress address, String interfaceName, String hardware)
      implements RouterEvent {}

  /** The statistics start at zero again ({@code SIGSTATS_CLEAR}, after the dump). */
  record CountersCleared() implements RouterEvent {}

  /**
   * The start-up delay of the file that is about to be taken over; of no effect once the delay is
   * over. Comes before {@link Reloaded}.
   *
   * @param end when the delay ends now
   */
  record StartupDelayMoved(Instant end) implements RouterEvent {}

  /** The file was read again. */
  record Reloaded(VrrpConfig config) implements RouterEvent {}

  /**
   * The end.
   *
   * @param release false with {@code --dont-release-vrrp}
   */
  record Stopped(boolean release) implements RouterEvent {}
}
