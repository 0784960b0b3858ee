package org.lvsdirector.ipvs.io;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.diff.TableEditor;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;

/**
 * An IPVS that balances nothing: for trying a configuration on a host without the module ({@code
 * --ipvs memory}) and for tests.
 */
public final class MemoryIpvs implements Ipvs {
  private static final IpvsInfo INFO = new IpvsInfo(0x010201, 4096);

  private final Map<SyncDaemon.Role, SyncDaemon> daemons = new EnumMap<>(SyncDaemon.Role.class);
  private TableEditor editor;

  /** The kernel's defaults. */
  private IpvsTimeouts timeouts = new IpvsTimeouts(900, 120, 300);

  /** An empty table. */
  public MemoryIpvs() {
    this(IpvsTable.empty());
  }

  /** A table somebody left behind. */
  public MemoryIpvs(IpvsTable present) {
    this.editor = new TableEditor(present);
  }

  @Override
  public IpvsInfo info() {
    return INFO;
  }

  @Override
  public synchronized Set<ServiceKey> services() {
    return editor.table().keys();
  }

  @Override
  public synchronized IpvsTable dump() {
    return editor.table();
  }

  @Override
  public synchronized IpvsTable dump(Set<ServiceKey> keys) {
    return editor.table(keys);
  }

  @Override
  public synchronized boolean holds(IpvsTable wanted, Set<ServiceKey> owned) {
    IpvsTable present = editor.table();
    boolean noOther =
        present.keys().stream()
            .noneMatch(key -> owned.contains(key) && !wanted.keys().contains(key));
    return noOther && present.only(wanted.keys()).equals(wanted);
  }

  @Override
  public synchronized LiveTable statistics() {
    List<LiveService> services = new ArrayList<>();
    for (var pool : editor.table().pools().values()) {
      List<LiveDestination> servers =
          pool.destinations().stream()
              .map(d -> new LiveDestination(d, 0, 0, 0, IpvsStats.ZERO))
              .toList();
      services.add(new LiveService(pool.service(), IpvsStats.ZERO, servers));
    }
    return new LiveTable(INFO, services);
  }

  @Override
  public synchronized List<ChangeFailure> apply(List<IpvsChange> changes) {
    List<ChangeFailure> failures = new ArrayList<>();
    for (IpvsChange change : changes) {
      editor
          .apply(change)
          .ifPresent(refusal -> failures.add(new ChangeFailure(change, errno(refusal))));
    }
    return failures;
  }

  @Override
  public synchronized void flush() {
    editor.clear();
  }

  @Override
  public synchronized void zero(Optional<ServiceKey> key) throws LinuxException {
    if (key.isPresent() && !editor.table().keys().contains(key.get())) {
      throw new LinuxException("zero IPVS counters of", key.get().toString(), Errno.ESRCH);
    }
  }

  @Override
  public synchronized IpvsTimeouts timeouts() {
    return timeouts;
  }

  @Override
  public synchronized void setTimeouts(IpvsTimeouts wanted) {
    timeouts = wanted.over(timeouts);
  }

  @Override
  public synchronized List<SyncDaemon> syncDaemons() {
    return List.copyOf(daemons.values());
  }

  @Override
  public synchronized void startSyncDaemon(SyncDaemon daemon) throws LinuxException {
    if (daemons.putIfAbsent(daemon.role(), daemon) != null) {
      throw new LinuxException("start sync daemon", daemon.role().toString(), Errno.EEXIST);
    }
  }

  @Override
  public synchronized void stopSyncDaemon(SyncDaemon.Role role) {
    daemons.remove(role);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private static Errno errno(TableEditor.Refusal refusal) {
    return switch (refusal) {
      case EXISTS -> Errno.EEXIST;
      case NO_SERVICE -> Errno.ESRCH;
      case NO_DESTINATION -> Errno.ENOENT;
      case INVALID -> Errno.EINVAL;
      case OUT_OF_RANGE -> Errno.ERANGE;
    };
  }
}
