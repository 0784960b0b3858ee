package org.lvsdirector.healthcheck.io;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.pool.PoolEffect;
import org.lvsdirector.healthcheck.pool.PoolKey;
import org.lvsdirector.healthcheck.pool.PoolSnapshot;
import org.lvsdirector.healthcheck.pool.ServerKey;
import org.lvsdirector.parser.model.CheckTiming;
import org.lvsdirector.parser.model.Checker;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.Forwarding;
import org.lvsdirector.parser.model.GlobalDefs;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.MailSettings;
import org.lvsdirector.parser.model.RealServer;
import org.lvsdirector.parser.model.SorryServer;
import org.lvsdirector.parser.model.TcpCheck;
import org.lvsdirector.parser.model.VirtualAddress;
import org.lvsdirector.parser.model.VirtualServer;
import org.lvsdirector.parser.source.SourceRange;

/**
 * A small world whose file, servers, drains and addresses change at random. What happens is brought
 * to every {@link Side}, so that their words can be compared.
 */
final class ReloadWorld {
  /** Virtual servers up to this number may have checkers. */
  private static final int CHECKED = 2;

  private final Random random;
  private final Set<InetAddress> failing = new HashSet<>();
  private final List<Side> sides = new ArrayList<>();
  private List<VirtualServer> file = new ArrayList<>();
  private boolean mails = true;
  private boolean notifies;

  ReloadWorld(long seed) {
    random = new Random(seed);
  }

  /** Check loop of its own, and all it ever said. */
  final class Side implements HealthListener {
    final List<String> heard = new ArrayList<>();
    private final HandAlarm alarm = new HandAlarm();
    private final boolean moving;
    private final CheckLoop loop;
    private int readings;

    private Side(boolean moving) {
      this.moving = moving;
      this.loop =
          new CheckLoop(
              new HealthOptions(alarm, new SplittableRandom(1)),
              this,
              alarm,
              new Mailbox(),
              checker -> _ -> result(checker));
    }

    /** Where everything stands on another line at each reading nothing is the same object. */
    private KeepalivedConfig read(KeepalivedConfig config) {
      if (!moving) {
        return config;
      }
      readings++;
      SourceRange elsewhere =
          new SourceRange(SourceRange.NONE.file(), readings, 1, 1, Optional.empty());
      return config.withLvs(
          LvsConfig.of(
              config.lvs().virtualServers().stream()
                  .map(server -> server.toBuilder().range(elsewhere).build())
                  .toArray(VirtualServer[]::new)));
    }

    String state() {
      HealthSnapshot now = loop.snapshot(new Lateness().read());
      return now.pools() + " " + now.settled() + " " + now.checkers() + " " + now.probes();
    }

    List<String> pools() {
      return loop.snapshot(new Lateness().read()).pools().stream()
          .map(pool -> pool.state().key().name())
          .toList();
    }

    @Override
    public void poolChanged(PoolSnapshot pool) {
      heard.add(pool.toString());
    }

    @Override
    public void poolRemoved(PoolKey pool) {
      heard.add("removed " + pool);
    }

    @Override
    public void effects(List<PoolEffect> effects) {
      effects.forEach(effect -> heard.add(effect.toString()));
    }

    @Override
    public void settled() {
      heard.add("settled");
    }
  }

  /**
   * Another listener to this world.
   *
   * @param moving whether its file is written anew at each reading
   */
  Side side(boolean moving) {
    Side side = new Side(moving);
    sides.add(side);
    return side;
  }

  /** The pools that the file names, each at the place where it is named last. */
  List<String> wanted() {
    var keys = new LinkedHashSet<String>();
    for (VirtualServer server : file) {
      keys.remove(server.label());
      keys.add(server.label());
    }
    return List.copyOf(keys);
  }

  void reload() {
    KeepalivedConfig config =
        KeepalivedConfig.EMPTY
            .withGlobal(globals())
            .withLvs(LvsConfig.of(file.toArray(new VirtualServer[0])));
    sides.forEach(side -> side.loop.configure(side.read(config)));
  }

  /** Something happens; the answer says whether the file was read. */
  boolean step() {
    switch (random.nextInt(10)) {
      case 0 -> advance();
      case 1 -> drain();
      case 2 -> addresses();
      default -> {
        for (int edits = random.nextInt(3); edits > 0; edits--) {
          edit();
        }
        reload();
        return true;
      }
    }
    return false;
  }

  private void advance() {
    failing.clear();
    for (int host = 1; host <= 5; host++) {
      if (random.nextInt(3) == 0) {
        failing.add(host(host));
      }
    }
    Duration time = Duration.ofSeconds(1L + random.nextInt(30));
    sides.forEach(side -> side.alarm.advance(time));
  }

  private void drain() {
    Map<PoolKey, Set<ServerKey>> drained = new HashMap<>();
    for (VirtualServer server : file) {
      for (RealServer real : server.realServers()) {
        if (random.nextInt(8) == 0) {
          drained
              .computeIfAbsent(PoolKey.of(server), _ -> new HashSet<>())
              .add(ServerKey.of(server, real));
        }
      }
    }
    if (random.nextInt(3) == 0) {
      drained.clear();
    }
    sides.forEach(side -> side.loop.drained(drained));
  }

  private void addresses() {
    Set<InetAddress> present = new HashSet<>();
    for (int number = 1; number <= 6; number++) {
      if (random.nextBoolean()) {
        present.add(service(number));
      }
    }
    sides.forEach(side -> side.loop.addresses(present));
  }

  private void edit() {
    file = new ArrayList<>(file);
    int place = file.isEmpty() ? 0 : random.nextInt(file.size());
    switch (random.nextInt(12)) {
      case 0 -> mails ^= true;
      case 1 -> notifies ^= true;
      case 2 -> file.removeIf(server -> random.nextInt(3) == 0);
      case 3, 4 -> {
        if (!file.isEmpty()) {
          file.remove(place);
        }
      }
      case 5 -> {
        if (!file.isEmpty()) {
          file.add(random.nextInt(file.size()), file.remove(place));
        }
      }
      case 6, 7, 8 -> {
        if (!file.isEmpty()) {
          file.set(place, server(number(file.get(place))));
        }
      }
      default -> add(place, 1 + random.nextInt(6));
    }
  }

  /** Two blocks may name one virtual server, but not with checkers of their own. */
  private void add(int place, int number) {
    if (number > CHECKED || file.stream().noneMatch(other -> number(other) == number)) {
      file.add(place, server(number));
    }
  }

  private static int number(VirtualServer server) {
    return switch (server.address()) {
      case VirtualAddress.Address(var ip, _) -> ip.getAddress()[3];
      case VirtualAddress.Group _, VirtualAddress.Fwmark _ -> 0;
    };
  }

  private VirtualServer server(int number) {
    boolean checked = number <= CHECKED && random.nextInt(3) > 0;
    List<RealServer> servers = new ArrayList<>();
    for (int host = 1; host <= 5; host++) {
      if (random.nextBoolean()) {
        servers.add(real(host, checked && random.nextBoolean()));
      }
    }
    Optional<SorryServer> sorry =
        random.nextInt(3) == 0
            ? Optional.of(new SorryServer(host(9), 80, new Forwarding.Nat(), false))
            : Optional.empty();
    return VirtualServer.builder(new VirtualAddress.Address(service(number), 80))
        .realServers(servers)
        .sorryServer(sorry)
        .quorum(1 + random.nextInt(3))
        .haSuspend(random.nextInt(3) == 0)
        .panicThreshold(random.nextInt(3) == 0 ? 50 : 0)
        .build();
  }

  private RealServer real(int host, boolean checked) {
    CheckTiming timing =
        new CheckTiming(
            Duration.ofSeconds(4),
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            random.nextBoolean(),
            false,
            1);
    Checker check = new TcpCheck(timing, ConnectionOptions.to(host(host), 80), SourceRange.NONE);
    return RealServer.builder(host(host), 80)
        .weight(random.nextInt(4))
        .slowStart(random.nextInt(4) == 0 ? Duration.ofSeconds(20) : Duration.ZERO)
        .checkers(checked ? List.of(check) : List.of())
        .build();
  }

  private CheckResult result(Checker checker) {
    boolean fails =
        checker instanceof TcpCheck check && failing.contains(check.connection().address());
    return fails
        ? new CheckResult.Failed("refused", Duration.ZERO)
        : new CheckResult.Passed("connected", Duration.ZERO);
  }

  private GlobalDefs globals() {
    GlobalDefs plain = GlobalDefs.DEFAULT;
    MailSettings none = MailSettings.NONE;
    MailSettings mail =
        new MailSettings(
            none.server(),
            none.heloName(),
            none.timeout(),
            none.from(),
            none.recipients(),
            false,
            !mails);
    LvsGlobals usual = LvsGlobals.DEFAULT;
    LvsGlobals lvs =
        new LvsGlobals(
            usual.tcpTimeout(),
            usual.tcpFinTimeout(),
            usual.udpTimeout(),
            false,
            usual.flushOnStop(),
            usual.syncDaemon(),
            notifies,
            usual.nftables(),
            usual.commandBuffer(),
            usual.monitorBuffer());
    return new GlobalDefs(
        plain.routerId(),
        plain.routerIdWritten(),
        plain.parentName(),
        plain.autoPriority(),
        plain.autoPriorityDelay(),
        mail,
        plain.scripts(),
        plain.vrrp(),
        lvs,
        plain.vrrpProcess(),
        plain.checkerProcess(),
        plain.bfdProcess(),
        plain.fifos(),
        plain.snmp(),
        plain.files(),
        plain.director());
  }

  private static InetAddress service(int number) {
    return InetAddress.ofLiteral("10.0.0." + number);
  }

  private static InetAddress host(int number) {
    return InetAddress.ofLiteral("10.1.0." + number);
  }
}
