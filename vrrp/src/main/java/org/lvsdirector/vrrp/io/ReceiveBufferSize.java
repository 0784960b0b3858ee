package org.lvsdirector.vrrp.io;

import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VrrpGlobals.ReceiveBuffers;
import org.lvsdirector.parser.model.VrrpInstance;

/**
 * Octets of an advert socket's receive buffer: {@code kernel_rx_buf_size} of the instance, else
 * what {@code vrrp_rx_bufs_policy} and {@code vrrp_rx_bufs_multiplier} say (keepalived reference,
 * VRRP 5.5).
 */
final class ReceiveBufferSize {
  /** IP with AH, VRRP, password, HMAC trailer. */
  private static final int LARGEST_HEADERS = 44 + 8 + 8 + 28;

  private ReceiveBufferSize() {}

  /** 0 leaves the kernel's default. */
  static int of(VrrpInstance config, ReceiveBuffers buffers, long mtu) {
    long own = config.transport().receiveBuffer();
    return (int) Math.min(own > 0 ? own : byPolicy(config, buffers, mtu), Integer.MAX_VALUE);
  }

  private static long byPolicy(VrrpInstance config, ReceiveBuffers buffers, long mtu) {
    if (buffers.bytes().isPresent()) {
      return buffers.bytes().getAsLong();
    }
    return buffers.multiplier()
        * switch (buffers.policy()) {
          case KERNEL -> 0;
          case MTU -> mtu;
          case ADVERT -> datagram(config);
        };
  }

  private static long datagram(VrrpInstance config) {
    int address = config.family() == AddressFamily.INET ? 4 : 16;
    return LARGEST_HEADERS + (long) address * config.virtualAddresses().size();
  }
}
