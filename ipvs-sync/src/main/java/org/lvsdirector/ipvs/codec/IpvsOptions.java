package org.lvsdirector.ipvs.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.lvsdirector.ipvs.model.Family;
import org.lvsdirector.ipvs.model.FwmarkService;
import org.lvsdirector.ipvs.model.IpAddress;
import org.lvsdirector.ipvs.model.ServiceKey;
import org.lvsdirector.ipvs.model.TransportService;

/**
 * The older interface to the table: structures of {@code linux/ip_vs.h} as socket options of the IP
 * level. A destination is one copy of 96 bytes there, where a message has 35 attributes. It knows
 * IPv4 alone: of a service it passes over the destinations of the other family without a word,
 * though it counts them.
 *
 * <p>Questions and answers share one buffer in native order. Both questions begin alike: which
 * service is meant.
 */
public final class IpvsOptions {
  /** One service ({@code IP_VS_SO_GET_SERVICE}); ESRCH if there is none. */
  public static final int GET_SERVICE = 1152 + 3;

  /** Its destinations ({@code IP_VS_SO_GET_DESTS}); ESRCH likewise. */
  public static final int GET_DESTINATIONS = 1152 + 4;

  /** {@code struct ip_vs_service_entry}: what a question about a service takes. */
  public static final int SERVICE_SIZE = 104;

  private static final int PROTOCOL = 0;
  private static final int ADDRESS = 4;
  private static final int PORT = 8;
  private static final int MARK = 12;
  private static final int SERVICE_COUNT = 44;

  private IpvsOptions() {}

  /**
   * Writes the question about a service at the start of the buffer.
   *
   * @throws IllegalArgumentException for IPv6
   */
  public static void ask(ServiceKey key, ByteBuffer out) {
    if (key.family() != Family.INET) {
      throw new IllegalArgumentException(key + " is not IPv4");
    }
    out.putLong(PROTOCOL, 0).putLong(PORT, 0);
    switch (key) {
      case FwmarkService mark -> out.putInt(MARK, (int) mark.mark());
      case TransportService(var protocol, var address, var port) -> {
        out.putShort(PROTOCOL, (short) protocol.number());
        address(out, ADDRESS, address);
        port(out, PORT, port);
      }
    }
  }

  /** How many destinations of either family the service has, out of the answer. */
  public static int destinationCount(ByteBuffer answer) {
    return answer.getInt(SERVICE_COUNT);
  }

  static void address(ByteBuffer out, int at, IpAddress address) {
    int bits = (int) address.low();
    out.putInt(at, out.order() == ByteOrder.BIG_ENDIAN ? bits : Integer.reverseBytes(bits));
  }

  static void port(ByteBuffer out, int at, int port) {
    out.put(at, (byte) (port >> 8)).put(at + 1, (byte) port);
  }
}
