package org.lvsdirector.parser.syntax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Generates a large configuration: services with real servers and TCP checks, 6 lines per real
 * server and 7 per service. 10,000 services with 10 real servers each give 670,000 lines and a
 * little.
 */
public final class SampleFile {
  private SampleFile() {}

  /** The text of a file with that many virtual servers, each with that many real servers. */
  public static String text(int services, int realServers) {
    StringBuilder out = new StringBuilder(services * realServers * 170 + services * 200 + 100);
    out.append("global_defs {\n    router_id bench\n}\n");
    for (int s = 0; s < services; s++) {
      out.append("virtual_server 10.")
          .append(s / 65_536 % 256)
          .append('.')
          .append(s / 256 % 256)
          .append('.');
      out.append(s % 256)
          .append(" 80 {\n    delay_loop 6\n    lb_algo wrr\n    lb_kind DR\n    protocol TCP\n");
      for (int r = 0; r < realServers; r++) {
        int n = s * realServers + r;
        out.append("    real_server 172.")
            .append(16 + n / 65_536 % 16)
            .append('.')
            .append(n / 256 % 256);
        out.append('.')
            .append(n % 256)
            .append(" 80 {\n        weight ")
            .append(1 + r % 10)
            .append('\n');
        out.append("        TCP_CHECK {\n            connect_timeout 3\n        }\n    }\n");
      }
      out.append("}\n\n");
    }
    return out.toString();
  }

  /**
   * Writes such a file: {@code SampleFile FILE [services [real servers per service]]}.
   *
   * @param arguments as above; 10,000 and 10 by default
   */
  public static void main(String[] arguments) throws IOException {
    int services = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    int realServers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
    Files.writeString(Path.of(arguments[0]), text(services, realServers));
  }
}
