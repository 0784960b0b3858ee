package org.lvsdirector.healthcheck.io;

import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.parser.model.AddressText;
import org.lvsdirector.parser.model.ConnectionOptions;
import org.lvsdirector.parser.model.HttpRequests.HttpProtocol;
import org.lvsdirector.parser.model.HttpRequests.Url;

/**
 * The request exactly as keepalived writes it (reference, LVS 17.1): servers may tell checks by it.
 */
final class HttpRequestBytes {
  private HttpRequestBytes() {}

  static byte[] of(Url url, HttpProtocol protocol, ConnectionOptions target) {
    String minor = protocol == HttpProtocol.HTTP_1_1 ? "1" : "0";
    String close = protocol == HttpProtocol.HTTP_1_0 ? "" : "Connection: close\r\n";
    String host = url.host().orElseGet(() -> address(target));
    return ("GET "
            + url.path()
            + " HTTP/1."
            + minor
            + "\r\nUser-Agent: KeepAliveClient\r\n"
            + close
            + "Host: "
            + host
            + "\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Without a virtual host: address and port, the port even when it is the usual one. */
  private static String address(ConnectionOptions target) {
    String text = AddressText.of(target.address());
    String host = target.address() instanceof Inet6Address ? "[" + text + "]" : text;
    return host + ":" + target.port();
  }
}
