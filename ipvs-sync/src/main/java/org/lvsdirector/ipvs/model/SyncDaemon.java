package org.lvsdirector.ipvs.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A connection synchronisation daemon of the kernel. One of each role may run.
 *
 * @param role sends (master) or receives (backup)
 * @param interfaceName multicast interface, 1..15 characters
 * @param syncId 0..255; a backup ignores other ids unless its own is 0
 * @param maxLength largest sync message in bytes, 0..65535; 0 = from the interface's MTU
 * @param group multicast group; absent = 224.0.0.81
 * @param port UDP port 0..65535; 0 = 8848
 * @param ttl multicast TTL 0..255; 0 = 1
 */
public record SyncDaemon(
    Role role,
    String interfaceName,
    int syncId,
    int maxLength,
    Optional<IpAddress> group,
    int port,
    int ttl) {
  private static final IpAddress DEFAULT_GROUP = IpAddress.of("224.0.0.81");

  /** What a sync daemon does. */
  public enum Role {
    MASTER(1),
    BACKUP(2);

    private final int number;

    Role(int number) {
      this.number = number;
    }

    /** The kernel's number ({@code IP_VS_STATE_*}). */
    public int number() {
      return number;
    }
  }

  /** Checks ranges. */
  public SyncDaemon {
    Objects.requireNonNull(role);
    Ranges.name("sync daemon interface", interfaceName, 15);
    Ranges.check("syncid", syncId, 0, 255);
    Ranges.check("sync maxlen", maxLength, 0, 65535);
    Ranges.port("sync port", port);
    Ranges.check("sync ttl", ttl, 0, 255);
  }

  /** A daemon with the kernel's defaults for all but interface and id. */
  public static SyncDaemon of(Role role, String interfaceName, int syncId) {
    return new SyncDaemon(role, interfaceName, syncId, 0, Optional.empty(), 0, 0);
  }

  /** The same settings in the other role. */
  public SyncDaemon as(Role newRole) {
    return new SyncDaemon(newRole, interfaceName, syncId, maxLength, group, port, ttl);
  }

  /** The same settings with another message length. */
  public SyncDaemon withMaxLength(int length) {
    return new SyncDaemon(role, interfaceName, syncId, length, group, port, ttl);
  }

  /**
   * Whether the kernel, which shows this daemon with its defaults filled in, already runs what
   * {@code wanted} asks.
   */
  public boolean satisfies(SyncDaemon wanted) {
    return role == wanted.role
        && interfaceName.equals(wanted.interfaceName)
        && syncId == wanted.syncId
        && (wanted.maxLength == 0 || maxLength == wanted.maxLength)
        && group.orElse(DEFAULT_GROUP).equals(wanted.group.orElse(DEFAULT_GROUP))
        && orDefault(port, 8848) == orDefault(wanted.port, 8848)
        && orDefault(ttl, 1) == orDefault(wanted.ttl, 1);
  }

  private static int orDefault(int value, int ifZero) {
    return value == 0 ? ifZero : value;
  }
}
