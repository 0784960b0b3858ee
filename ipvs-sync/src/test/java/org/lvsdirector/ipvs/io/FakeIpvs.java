package org.lvsdirector.ipvs.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.LinuxException;

/** A table in memory that fails on command and remembers what it was asked. */
public final class FakeIpvs implements Ipvs {
  private final MemoryIpvs memory;
  private final List<IpvsChange> changes = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<IpvsChange, Errno> refusals = new HashMap<>();
  private Optional<Errno> outage = Optional.empty();
  private int dieAfter = Integer.MAX_VALUE;

  public FakeIpvs() {
    this(IpvsTable.empty());
  }

  public FakeIpvs(IpvsTable present) {
    this.memory = new MemoryIpvs(present);
  }

  /** From now on every call fails with this errno; empty ends the outage. */
  public synchronized void outage(Optional<Errno> errno) {
    outage = errno;
  }

  /**
   * The next batch breaks off after so many changes, as if the process were cut off from the
   * kernel.
   */
  public synchronized void dieAfter(int count) {
    dieAfter = count;
  }

  /** Refuses one change until {@link #accept}. */
  public synchronized void refuse(IpvsChange change, Errno errno) {
    refusals.put(change, errno);
  }

  /** Takes back a refusal. */
  public synchronized void accept(IpvsChange change) {
    refusals.remove(change);
  }

  /** Somebody else's hands: changes behind the back of the reconciler. */
  public synchronized void meddle(List<IpvsChange> foreign) {
    List<ChangeFailure> failures = memory.apply(foreign);
    if (!failures.isEmpty()) {
      throw new IllegalArgumentException(failures.toString());
    }
  }

  /** Every change tried so far. */
  public synchronized List<IpvsChange> changes() {
    return List.copyOf(changes);
  }

  /** Every question and command so far, by its name. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The table, without counting as a call. */
  public synchronized IpvsTable table() {
    return memory.dump();
  }

  @Override
  public synchronized IpvsInfo info() throws LinuxException {
    called("info");
    return memory.info();
  }

  @Override
  public synchronized Set<ServiceKey> services() throws LinuxException {
    called("services");
    return new HashSet<>(memory.services());
  }

  @Override
  public synchronized IpvsTable dump() throws LinuxException {
    called("dump");
    return memory.dump();
  }

  @Override
  public synchronized IpvsTable dump(Set<ServiceKey> keys) throws LinuxException {
    called("dump " + keys.size());
    return memory.dump(keys);
  }

  @Override
  public synchronized boolean holds(IpvsTable wanted, Set<ServiceKey> owned) throws LinuxException {
    called("holds");
    return memory.holds(wanted, owned);
  }

  @Override
  public synchronized LiveTable statistics() throws LinuxException {
    called("statistics");
    return memory.statistics();
  }

  @Override
  public synchronized List<ChangeFailure> apply(List<IpvsChange> batch) throws LinuxException {
    called("apply");
    List<ChangeFailure> failures = new ArrayList<>();
    for (IpvsChange change : batch) {
      if (dieAfter-- <= 0) {
        dieAfter = Integer.MAX_VALUE;
        throw new LinuxException("send to", "netlink socket", Errno.ENOBUFS);
      }
      changes.add(change);
      Errno refusal = refusals.get(change);
      if (refusal != null) {
        failures.add(new ChangeFailure(change, refusal));
      } else {
        failures.addAll(memory.apply(List.of(change)));
      }
    }
    return failures;
  }

  @Override
  public synchronized void flush() throws LinuxException {
    called("flush");
    memory.flush();
  }

  @Override
  public synchronized void zero(Optional<ServiceKey> key) throws LinuxException {
    called("zero");
    memory.zero(key);
  }

  @Override
  public synchronized IpvsTimeouts timeouts() throws LinuxException {
    called("timeouts");
    return memory.timeouts();
  }

  @Override
  public synchronized void setTimeouts(IpvsTimeouts timeouts) throws LinuxException {
    called("set " + timeouts);
    memory.setTimeouts(timeouts);
  }

  @Override
  public synchronized List<SyncDaemon> syncDaemons() throws LinuxException {
    called("syncDaemons");
    return memory.syncDaemons();
  }

  @Override
  public synchronized void startSyncDaemon(SyncDaemon daemon) throws LinuxException {
    called("start " + daemon.role());
    memory.startSyncDaemon(daemon);
  }

  @Override
  public synchronized void stopSyncDaemon(SyncDaemon.Role role) throws LinuxException {
    called("stop " + role);
    memory.stopSyncDaemon(role);
  }

  @Override
  public synchronized void close() {
    calls.add("close");
  }

  private void called(String name) throws LinuxException {
    calls.add(name);
    if (outage.isPresent()) {
      throw new LinuxException(name, "ipvs", outage.get());
    }
  }
}
