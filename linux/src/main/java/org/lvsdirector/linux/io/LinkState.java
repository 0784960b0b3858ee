package org.lvsdirector.linux.io;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lvsdirector.linux.ffi.Sys;
import org.lvsdirector.linux.netlink.IpBytes;

/**
 * Asks a driver for the state of its link, for interfaces whose driver sends no notifications
 * (keepalived's {@code linkbeat_use_polling}). Looks in the network namespace it was made in.
 */
public final class LinkState implements AutoCloseable {

  private static final long SIOCETHTOOL = 0x8946;
  private static final long SIOCGMIIPHY = 0x8947;
  private static final long SIOCGMIIREG = 0x8948;
  private static final int ETHTOOL_GLINK = 10;
  private static final int MII_BMSR = 1;
  private static final int BMSR_LSTATUS = 4;
  private static final int IFREQ = 40;

  private final Fd fd;

  /** Opens a socket to ask by. */
  public LinkState() throws LinuxException {
    fd = SockOpt.socket(IpBytes.AF_INET, Const.SOCK_DGRAM, 0, "socket for link state");
  }

  /** By ETHTOOL_GLINK. Empty if the driver does not know; ENODEV if there is no such interface. */
  public Optional<Boolean> byEthtool(String device) throws LinuxException {
    ByteBuffer value = Sys.allocate(8).putInt(0, ETHTOOL_GLINK);
    byte[] request = request(device);
    host(request).putLong(16, Sys.address(value));
    try {
      return ask(SIOCETHTOOL, request, device)
          ? Optional.of(value.getInt(4) != 0)
          : Optional.empty();
    } finally {
      Reference.reachabilityFence(value);
    }
  }

  /** By the status register of the PHY. Empty if the driver has none. */
  public Optional<Boolean> byMii(String device) throws LinuxException {
    byte[] request = request(device);
    if (!ask(SIOCGMIIPHY, request, device)) {
      return Optional.empty();
    }
    host(request).putShort(18, (short) MII_BMSR);
    if (!ask(SIOCGMIIREG, request, device)) {
      return Optional.empty();
    }
    return Optional.of((host(request).getShort(22) & BMSR_LSTATUS) != 0);
  }

  private static byte[] request(String device) {
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[IFREQ];
    System.arraycopy(name, 0, request, 0, Math.min(name.length, 15));
    return request;
  }

  private static ByteBuffer host(byte[] request) {
    return ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
  }

  private boolean ask(long what, byte[] request, String device) throws LinuxException {
    int rc = Sys.check(Sys.LIBC.ioctl(fd.number(), what, request));
    if (rc == -Errno.EOPNOTSUPP.code() || rc == -Errno.EINVAL.code()) {
      return false;
    }
    LinuxException.check(rc, "ask for link state of", device);
    return true;
  }

  @Override
  public void close() {
    fd.close();
  }
}
