package org.lvsdirector.ipvs.codec;

import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsInfo;
import org.lvsdirector.ipvs.model.IpvsTimeouts;
import org.lvsdirector.ipvs.model.LiveDestination;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.SyncDaemon;

/** One message from the kernel, understood. */
public sealed interface IpvsReply {
  /** A service, still without its destinations: those come by their own dump. */
  record Service(LiveService service) implements IpvsReply {}

  /** A destination of the service asked for. */
  record Destination(LiveDestination destination) implements IpvsReply {}

  /** The same without its counters, if only settings were wanted. */
  record Settings(IpvsDestination destination) implements IpvsReply {}

  /** Answer to {@link IpvsMessages#getInfo}. */
  record Version(IpvsInfo info) implements IpvsReply {}

  /** Answer to {@link IpvsMessages#getTimeouts}. */
  record Timeouts(IpvsTimeouts timeouts) implements IpvsReply {}

  /** A running sync daemon. */
  record Daemon(SyncDaemon daemon) implements IpvsReply {}

  /**
   * Bytes that make no sense, or an entry of a kind we cannot represent; the reason is for a log
   * line.
   */
  record Rejected(String reason) implements IpvsReply {}
}
