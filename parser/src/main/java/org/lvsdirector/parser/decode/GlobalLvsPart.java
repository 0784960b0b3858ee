package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.LvsGlobals.FlushOnStop;
import org.lvsdirector.parser.model.SocketBuffer;
import org.lvsdirector.parser.model.SyncDaemon;
import org.lvsdirector.parser.syntax.Statement;

/** LVS settings of the whole process. */
final class GlobalLvsPart implements GlobalDefsDecoder.Part {
  private static final Range TIMEOUT = Range.of(0, 2_678_400);
  private static final Range INT32 = Range.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final Range MARK = Range.of(1, 0xffff_ffffL);

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;
  private Optional<Duration> tcp = Optional.empty();
  private Optional<Duration> tcpFin = Optional.empty();
  private Optional<Duration> udp = Optional.empty();
  private boolean flush;
  private FlushOnStop onStop = FlushOnStop.OFF;
  private Optional<SyncDaemon> syncDaemon = Optional.empty();
  private boolean initNotifies;
  private @Nullable String table;
  private int priority = -1;
  private long startMark = 1000;
  private boolean counters;
  private SocketBuffer command = SocketBuffer.KERNEL;
  private SocketBuffer monitor = SocketBuffer.KERNEL;

  GlobalLvsPart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public boolean accept(Statement s) {
    return table(s) || rest(s);
  }

  @Override
  public void finish() {
    global.lvs =
        new LvsGlobals(
            tcp,
            tcpFin,
            udp,
            flush,
            onStop,
            syncDaemon,
            initNotifies,
            Optional.ofNullable(table)
                .map(t -> new LvsGlobals.NftablesIpvs(t, priority, startMark, counters)),
            command,
            monitor);
  }

  private boolean table(Statement s) {
    switch (s.keyword().text()) {
      case "lvs_timeouts" -> timeouts(s);
      case "lvs_flush" -> flush = true;
      case "lvs_flush_on_stop", "lvs_flush_onstop" -> {
        if (s.args().isEmpty()) {
          onStop = FlushOnStop.ALL;
        } else if (BlockDecoder.text(s, 0).equals("VS")) {
          onStop = FlushOnStop.VIRTUAL_SERVERS;
        } else {
          in.error(s, s.keyword().text() + ": \"" + BlockDecoder.text(s, 0) + "\" (expected VS)");
        }
      }
      case "lvs_sync_daemon" -> sync(s);
      case "rs_init_notifies" -> in.bool(s).ifPresent(v -> initNotifies = v);
      case "checker_log_all_failures" ->
          in.bool(s).ifPresent(v -> global.checkerLogAllFailures = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean rest(Statement s) {
    switch (s.keyword().text()) {
      case "nftables_ipvs" -> table = s.arg(0).orElse("keepalived_ipvs");
      case "nftables_ipvs_priority" -> in.integer(s, 0, INT32).ifPresent(v -> priority = (int) v);
      case "nftables_ipvs_start_fwmark" -> in.integer(s, 0, MARK).ifPresent(v -> startMark = v);
      case "nftables_counters" -> counters = true;
      case "lvs_netlink_cmd_rcv_bufs" -> command = GlobalVrrpPart.size(in, s, command);
      case "lvs_netlink_cmd_rcv_bufs_force" -> command = GlobalVrrpPart.force(in, s, command);
      case "lvs_netlink_monitor_rcv_bufs" -> monitor = GlobalVrrpPart.size(in, s, monitor);
      case "lvs_netlink_monitor_rcv_bufs_force" -> monitor = GlobalVrrpPart.force(in, s, monitor);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void timeouts(Statement s) {
    for (int i = 0; i < s.args().size(); i++) {
      String name = BlockDecoder.text(s, i);
      if (!name.equals("tcp") && !name.equals("tcpfin") && !name.equals("udp")) {
        in.error(s, "lvs_timeouts: \"" + name + "\" (expected tcp, tcpfin or udp)");
        continue;
      }
      if (i + 1 == s.args().size()) {
        in.error(s, "lvs_timeouts: " + name + " needs a number of seconds");
        return;
      }
      OptionalLong value = in.integer("lvs_timeouts " + name, s, ++i, TIMEOUT);
      if (value.isPresent()) {
        Optional<Duration> timeout = Optional.of(Duration.ofSeconds(value.getAsLong()));
        switch (name) {
          case "tcp" -> tcp = timeout;
          case "tcpfin" -> tcpFin = timeout;
          default -> udp = timeout;
        }
      }
    }
  }

  /** IF [INSTANCE [ID]] and the named options; the id of the instance is filled in later. */
  private void sync(Statement s) {
    Optional<String> instance = Optional.empty();
    int id = -1;
    int maxLength = 0;
    int port = 0;
    int ttl = 0;
    Optional<InetAddress> group = Optional.empty();
    for (int i = 1; i < s.args().size(); i++) {
      switch (BlockDecoder.text(s, i)) {
        case "inst" -> instance = s.arg(++i);
        case "id" -> id = number(s, "id", ++i, Range.of(0, 255), id);
        case "maxlen" -> maxLength = number(s, "maxlen", ++i, Range.of(1, 65507), 0);
        case "port" -> port = number(s, "port", ++i, Range.PORT, 0);
        case "ttl" -> ttl = number(s, "ttl", ++i, Range.of(1, 255), 0);
        case "group" -> group = group(s, ++i);
        default -> {
          if (i == 1) {
            instance = s.arg(i);
          } else if (i == 2) {
            in.warning(s, "lvs_sync_daemon: write the word id before the number");
            id = number(s, "id", i, Range.of(0, 255), id);
          } else {
            in.error(s, "lvs_sync_daemon: \"" + BlockDecoder.text(s, i) + "\" is not an option");
          }
        }
      }
    }
    if (BlockDecoder.text(s, 0).length() > 15) {
      in.error(s, "lvs_sync_daemon: the interface name is longer than 15 characters, ignored");
      return;
    }
    syncDaemon =
        Optional.of(
            new SyncDaemon(BlockDecoder.text(s, 0), instance, id, maxLength, port, ttl, group));
  }

  private int number(Statement s, String name, int index, Range range, int otherwise) {
    if (index >= s.args().size()) {
      in.error(s, "lvs_sync_daemon: " + name + " needs a number");
      return otherwise;
    }
    return (int) in.integer("lvs_sync_daemon " + name, s, index, range).orElse(otherwise);
  }

  private Optional<InetAddress> group(Statement s, int index) {
    Optional<InetAddress> group = in.address(s, index);
    if (group.isPresent() && !group.get().isMulticastAddress()) {
      in.error(s, "lvs_sync_daemon: group is not a multicast address, ignored");
      return Optional.empty();
    }
    return group;
  }
}
