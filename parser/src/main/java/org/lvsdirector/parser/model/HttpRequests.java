package org.lvsdirector.parser.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What HTTP_GET and SSL_GET ask for and expect (keepalived reference, LVS 17).
 *
 * @param urls the url blocks in file order; never empty. One is asked per cycle
 * @param protocol {@code http_protocol}, default 1.0
 * @param fastRecovery {@code fast_recovery}: no delay between urls at the first run and during
 *     recovery
 */
public record HttpRequests(List<Url> urls, HttpProtocol protocol, boolean fastRecovery) {
  /** Copies the urls and refuses an empty list. */
  public HttpRequests {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a HTTP_GET or SSL_GET needs at least one url");
    }
  }

  /** {@code http_protocol}. */
  public enum HttpProtocol {
    /** {@code 1.0}: HTTP/1.0 without a Connection header. */
    HTTP_1_0,
    /** {@code 1.0C} or {@code 1.0c}: HTTP/1.0 with Connection: close. */
    HTTP_1_0_CLOSE,
    /** {@code 1.1}: HTTP/1.1 with Connection: close. */
    HTTP_1_1
  }

  /**
   * A {@code url} block.
   *
   * @param path {@code path}: the request target
   * @param statusCodes {@code status_code}, 100..599; default 200..299
   * @param digest {@code digest}: expected MD5 of the body, 16 octets
   * @param regex {@code regex} and its companions
   * @param host value of the Host header: {@code virtualhost} of the url, checker, real server or
   *     virtual server; empty: the target's address and port
   * @param serverName name for SNI if {@code enable_sni} is on: {@code sni_name}, else virtualhost
   *     of url, checker, real server or virtual server; SSL_GET only
   * @param tlsCompliant {@code tls_compliant}: send close_notify
   */
  public record Url(
      String path,
      List<StatusRange> statusCodes,
      Optional<Octets> digest,
      Optional<Regex> regex,
      Optional<String> host,
      Optional<String> serverName,
      boolean tlsCompliant) {
    /** Copies the codes. */
    public Url {
      statusCodes = List.copyOf(statusCodes);
    }

    /** A url with nothing but its path, for tests. */
    public static Url of(String path) {
      return new Url(
          path,
          List.of(StatusRange.SUCCESS),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
    }

    /** Whether a status code is one of the expected ones. */
    public boolean accepts(int status) {
      return statusCodes.stream().anyMatch(r -> status >= r.low() && status <= r.high());
    }
  }

  /**
   * Status codes, both ends included.
   *
   * @param low 100..599
   * @param high 100..599, at least low
   */
  public record StatusRange(int low, int high) {
    /** 200 to 299, the default. */
    public static final StatusRange SUCCESS = new StatusRange(200, 299);
  }

  /**
   * {@code regex} of a url (keepalived reference, LVS 17.4), matched against the body.
   *
   * @param pattern the PCRE2 pattern as written
   * @param inverted {@code regex_no_match}: a match is a failure
   * @param options {@code regex_options}: PCRE2 option names that are known, lower case
   * @param minOffset {@code regex_min_offset}: first offset in the body at which a match may start
   * @param maxOffset {@code regex_max_offset}: last such offset, -1 for none
   */
  public record Regex(
      String pattern, boolean inverted, Set<String> options, long minOffset, long maxOffset) {
    /** Copies the options. */
    public Regex {
      options = Set.copyOf(options);
    }
  }
}
