package org.lvsdirector.healthcheck.io;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The OkHttp client all HTTP checkers derive theirs from. Each setting switches off something that
 * is good for a browser and wrong for a check; a connection is used once, a verdict is about one
 * answer.
 */
final class HttpClients {
  private final OkHttpClient base =
      new OkHttpClient.Builder()
          // On, each attempt to connect would take a platform thread of its own.
          .fastFallback(false)
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
          .protocols(List.of(Protocol.HTTP_1_1))
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(false)
          .proxy(Proxy.NO_PROXY)
          .build();

  /**
   * A client for one checker.
   *
   * @param connect limit for the connection, and for each wait for data
   * @param whole limit for everything
   */
  OkHttpClient.Builder derive(Duration connect, Duration whole) {
    return base.newBuilder()
        .connectTimeout(atLeastOne(connect))
        .readTimeout(atLeastOne(connect))
        .writeTimeout(atLeastOne(connect))
        .callTimeout(atLeastOne(whole));
  }

  /** Zero would mean no limit at all. */
  private static Duration atLeastOne(Duration limit) {
    return Duration.ofMillis(Math.max(1, limit.toMillis()));
  }
}
