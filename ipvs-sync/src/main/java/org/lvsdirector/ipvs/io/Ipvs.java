package org.lvsdirector.ipvs.io;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsTable;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveTable;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.SyncDaemon;
import org.lvsdirector.linux.io.LinuxException;

/**
 * The IPVS table of one network namespace. Threads may share an instance; calls follow one another.
 *
 * <p>A call throws {@link LinuxException} when the kernel as a whole cannot be asked; what becomes
 * of single changes is the result of {@link #apply}.
 */
public interface Ipvs extends AutoCloseable {
  /** Version and connection table size. */
  IpvsInfo info() throws LinuxException;

  /** The services alone: one question whatever the size of the table. */
  Set<ServiceKey> services() throws LinuxException;

  /** The whole table without counters. */
  IpvsTable dump() throws LinuxException;

  /** Those of the given services that exist, without counters. */
  IpvsTable dump(Set<ServiceKey> keys) throws LinuxException;

  /**
   * Whether the kernel has exactly the wanted pools, whatever their order, and none of the other
   * owned services. Foreign services do not matter. Costs a fraction of a {@link #dump}; false also
   * means that it could not be found out this way.
   *
   * @param owned services of ours, those of the table among them
   */
  boolean holds(IpvsTable wanted, Set<ServiceKey> owned) throws LinuxException;

  /** The whole table with all counters. */
  LiveTable statistics() throws LinuxException;

  /**
   * Makes the changes in their order; one that fails does not stop the next. The answer holds those
   * the kernel refused.
   */
  List<ChangeFailure> apply(List<IpvsChange> changes) throws LinuxException;

  /** Removes every service of the namespace, foreign ones too. */
  void flush() throws LinuxException;

  /** Sets the counters of one service or of all back to zero. */
  void zero(Optional<ServiceKey> key) throws LinuxException;

  /** The connection timeouts. */
  IpvsTimeouts timeouts() throws LinuxException;

  /** Sets the connection timeouts; 0 leaves one as it is. */
  void setTimeouts(IpvsTimeouts timeouts) throws LinuxException;

  /** The running sync daemons, at most one of each role. */
  List<SyncDaemon> syncDaemons() throws LinuxException;

  /** Starts a sync daemon; EEXIST when one of its role runs. */
  void startSyncDaemon(SyncDaemon daemon) throws LinuxException;

  /** Stops the sync daemon of a role; none running is success. */
  void stopSyncDaemon(SyncDaemon.Role role) throws LinuxException;

  @Override
  void close();
}
