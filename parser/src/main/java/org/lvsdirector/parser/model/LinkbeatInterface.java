package org.lvsdirector.parser.model;

import org.lvsdirector.parser.source.SourceRange;

/**
 * One line of {@code linkbeat_interfaces}: link state is polled each second.
 *
 * @param name interface
 * @param method how it is polled; probed when not written
 * @param range where the line stands
 */
public record LinkbeatInterface(String name, Method method, SourceRange range) {
  /** How link state is read. */
  public enum Method {
    /** Whatever the driver answers to. */
    PROBE,
    /** {@code MII}: SIOCGMIIREG. */
    MII,
    /** {@code ETHTOOL}: ETHTOOL_GLINK. */
    ETHTOOL,
    /** {@code IOCTL}: interface flags. */
    IOCTL
  }
}
