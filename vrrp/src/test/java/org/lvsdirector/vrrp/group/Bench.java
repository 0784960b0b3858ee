package org.lvsdirector.vrrp.group;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.PacketSettings;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.fsm.Router;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.packet.AddressFamily;
import org.lvsdirector.vrrp.packet.Addresses;
import org.lvsdirector.vrrp.packet.Advertisement;
import org.lvsdirector.vrrp.packet.AdvertisementCodec;
import org.lvsdirector.vrrp.packet.ChecksumRule;
import org.lvsdirector.vrrp.packet.Envelope;
import org.lvsdirector.vrrp.packet.Octets;
import org.lvsdirector.vrrp.packet.ReceivedPacket;
import org.lvsdirector.vrrp.packet.SendSecurity;
import org.lvsdirector.vrrp.track.InterfaceView;

/** Routers on a test bench: virtual time, effects collected. */
public final class Bench {
  /** When every test begins. */
  public static final Instant EPOCH = Instant.parse("2026-11-21T00:00:00Z");

  private final Map<String, InterfaceView> interfaces = new HashMap<>();
  private final List<VrrpEffect> effects = new ArrayList<>();
  private VrrpRouters routers;
  private Instant now = EPOCH;
  private Consumer<VrrpEffect> observer = _ -> {};

  private Bench(VrrpConfig config) {
    routers = VrrpRouters.initial(config, now);
    for (int i = 0; i < 3; i++) {
      List<InetAddress> own =
          List.of(Addresses.parse("10.0.0." + (1 + 10 * i)), Addresses.parse("fe80::" + (1 + i)));
      interfaces.put("eth" + i, new InterfaceView("eth" + i, i + 2, true, true, own));
    }
  }

  /** Routers not yet started; eth0, eth1 and eth2 are up. */
  public static Bench of(VrrpConfig config) {
    return new Bench(config);
  }

  /** The same for single instances without sync groups. */
  public static Bench of(VrrpInstance... instances) {
    return new Bench(VrrpConfig.of(List.of(instances), List.of()));
  }

  /** The same for instances in one sync group G. */
  public static Bench group(VrrpInstance... instances) {
    List<VrrpInstance> members =
        Stream.of(instances).map(i -> i.toBuilder().syncGroup("G").build()).toList();
    String[] names = members.stream().map(VrrpInstance::name).toArray(String[]::new);
    return new Bench(VrrpConfig.of(members, List.of(VrrpSyncGroup.of("G", names))));
  }

  /** VRID 51, priority 100, one VIP, version 2. */
  public static VrrpInstanceBuilder instance(String name) {
    return VrrpInstance.builder(name)
        .virtualRouterId(51)
        .priority(100)
        .virtualAddresses(List.of(vip("10.0.0.100")));
  }

  /** A VIP of full length on eth0. */
  public static VipAddress vip(String address) {
    InetAddress parsed = Addresses.parse(address);
    return VipAddress.of(parsed, parsed.getAddress().length * 8, "eth0");
  }

  /** Lets somebody look at every effect at the moment it comes out. */
  public void observe(Consumer<VrrpEffect> next) {
    observer = next;
  }

  /** Starts all; returns what that led to. */
  public List<VrrpEffect> start() {
    return start(Duration.ZERO);
  }

  /** Starts all with a start-up delay. */
  public List<VrrpEffect> start(Duration delay) {
    step(new RouterEvent.NetworkSeen(interfaces));
    effects.clear();
    return step(new RouterEvent.Started(now.plus(delay)));
  }

  /** One event now. */
  public List<VrrpEffect> step(RouterEvent event) {
    VrrpRouters.Result result = routers.step(event, now);
    routers = result.routers();
    effects.addAll(result.effects());
    result.effects().forEach(observer);
    return result.effects();
  }

  /** Lets time pass, stopping at every deadline on the way. */
  public List<VrrpEffect> advance(Duration duration) {
    List<VrrpEffect> all = new ArrayList<>();
    Instant end = now.plus(duration);
    for (Optional<Instant> next = due(end); next.isPresent(); next = due(end)) {
      now = next.get().isAfter(now) ? next.get() : now;
      all.addAll(step(new RouterEvent.TimePassed()));
    }
    now = end;
    return all;
  }

  /** Lets time pass without being awake: deadlines are only seen at the end. */
  public List<VrrpEffect> sleepThrough(Duration duration) {
    now = now.plus(duration);
    return step(new RouterEvent.TimePassed());
  }

  /** Lets time pass while the program is stopped: nothing is seen until {@link #wake}. */
  public void stopFor(Duration duration) {
    now = now.plus(duration);
  }

  /** Acts on what is due, after whatever has been heard. */
  public List<VrrpEffect> wake() {
    return step(new RouterEvent.TimePassed());
  }

  private Optional<Instant> due(Instant end) {
    return routers.nextDeadline().filter(d -> !d.isAfter(end));
  }

  /** An advert like our own, but of this priority, from 10.0.0.2. */
  public List<VrrpEffect> hear(String name, int priority) {
    return hear(name, priority, "10.0.0.2");
  }

  /** The same from another sender. */
  public List<VrrpEffect> hear(String name, int priority, String source) {
    VrrpInstance config = router(name).config();
    return hear(name, PacketSettings.advertisement(config, priority), source);
  }

  /** Any advert from any sender, by way of its octets. */
  public List<VrrpEffect> hear(String name, Advertisement ad, String source) {
    VrrpInstance config = router(name).config();
    InetAddress from = Addresses.parse(source);
    InetAddress to =
        config.transport().unicast()
            ? router(name).source().orElseThrow()
            : config.transport().multicastGroup();
    byte[] octets =
        AdvertisementCodec.encode(
            ad, new Envelope(from, to, 255, 1), new SendSecurity.Plain(), ChecksumRule.RFC);
    ReceivedPacket packet =
        PacketSettings.family(config) == AddressFamily.IPV4
            ? ReceivedPacket.ipv4(octets).orElseThrow()
            : new ReceivedPacket(AddressFamily.IPV6, Octets.of(octets), from, to, 255);
    return step(
        new RouterEvent.PacketReceived(List.copyOf(routers.routers().keySet()), packet, now));
  }

  /** An advert from 10.0.0.2 with an authentication header of this sequence. */
  public List<VrrpEffect> hearSigned(String name, Advertisement ad, long sequence) {
    VrrpInstance config = router(name).config();
    return hearSecured(name, ad, new SendSecurity.Ah(PacketSettings.password(config), sequence));
  }

  /** An advert from 10.0.0.2 with any authentication. */
  public List<VrrpEffect> hearSecured(String name, Advertisement ad, SendSecurity security) {
    InetAddress group = router(name).config().transport().multicastGroup();
    var envelope = new Envelope(Addresses.parse("10.0.0.2"), group, 255, 1);
    byte[] octets = AdvertisementCodec.encode(ad, envelope, security, ChecksumRule.RFC);
    return step(
        new RouterEvent.PacketReceived(
            List.of(name), ReceivedPacket.ipv4(octets).orElseThrow(), now));
  }

  /** Changes the state of an interface. */
  public List<VrrpEffect> link(String name, boolean up) {
    InterfaceView view = java.util.Objects.requireNonNull(interfaces.get(name));
    interfaces.put(
        name, new InterfaceView(name, view.index(), up, view.multicast(), view.addresses()));
    return step(new RouterEvent.NetworkSeen(interfaces));
  }

  /** Changes the addresses of an interface. */
  public List<VrrpEffect> addresses(String name, String... addresses) {
    InterfaceView view = java.util.Objects.requireNonNull(interfaces.get(name));
    List<InetAddress> list = Stream.of(addresses).map(Addresses::parse).toList();
    interfaces.put(name, new InterfaceView(name, view.index(), view.up(), view.multicast(), list));
    return step(new RouterEvent.NetworkSeen(interfaces));
  }

  /** Whether an interface can multicast; before the start. */
  public void multicast(String name, boolean able) {
    InterfaceView view = java.util.Objects.requireNonNull(interfaces.get(name));
    interfaces.put(name, new InterfaceView(name, view.index(), view.up(), able, view.addresses()));
  }

  /** An interface is deleted, or made again with another number. */
  public List<VrrpEffect> exists(String name, boolean there) {
    if (there) {
      List<InetAddress> own = List.of(Addresses.parse("10.0.0.1"), Addresses.parse("fe80::1"));
      interfaces.put(name, new InterfaceView(name, 77, true, true, own));
    } else {
      interfaces.remove(name);
    }
    return step(new RouterEvent.NetworkSeen(interfaces));
  }

  /** The router of an instance. */
  public Router router(String name) {
    return routers.router(name).orElseThrow();
  }

  /** Its state. */
  public Reported state(String name) {
    return router(name).reported();
  }

  /** How long until its next deadline. */
  public Optional<Duration> deadline(String name) {
    return router(name).state().deadline().map(d -> Duration.between(now, d));
  }

  /** All routers. */
  public VrrpRouters routers() {
    return routers;
  }

  /** Present virtual time. */
  public Instant now() {
    return now;
  }

  /** All effects of a kind. */
  public static <T extends VrrpEffect> List<T> only(List<VrrpEffect> effects, Class<T> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Effects without transitions and log lines, as text. */
  public static List<String> deeds(List<VrrpEffect> effects) {
    return effects.stream()
        .filter(e -> !(e instanceof VrrpEffect.Said) && !(e instanceof VrrpEffect.Transition))
        .map(EffectText::of)
        .collect(Collectors.toList());
  }
}
