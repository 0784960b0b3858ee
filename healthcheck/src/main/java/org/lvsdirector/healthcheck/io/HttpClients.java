package org.lvsdirector.healthcheck.io;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;
import org.jspecify.annotations.Nullable;

/**
 * The OkHttp client all HTTP checkers derive theirs from. Each setting switches off something that
 * is good for a browser and wrong for a check; a connection is used once, a verdict is about one
 * answer.
 */
final class HttpClients {
  /**
   * Pools of connections that are never kept have nothing to clean. OkHttp would wake a thread for
   * that after each check, a tenth of its cost; only its internal constructor takes another runner.
   */
  private static final TaskRunner IDLE = new TaskRunner(new Idle(), Logger.getLogger("okhttp"));

  /** Calls run on the checks' own threads; each dispatcher would make a pool of its own. */
  private static final ExecutorService UNUSED = Executors.newVirtualThreadPerTaskExecutor();

  private static final ConnectionListener UNHEARD = new ConnectionListener() {};

  private @Nullable OkHttpClient base;

  /** Made for the first checker: it reads certificates, and most reloads have no use for it. */
  private OkHttpClient base() {
    if (base == null) {
      base = make();
    }
    return base;
  }

  private static OkHttpClient make() {
    return new OkHttpClient.Builder()
        // On, each attempt to connect would take a platform thread of its own.
        .fastFallback(false)
        .protocols(List.of(Protocol.HTTP_1_1))
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .proxy(Proxy.NO_PROXY)
        // Kept by HttpExchange: a timer of okio's would wake a thread for each read.
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  /**
   * A client for one checker. Pool and dispatcher are its own, as OkHttp searches them for each
   * call and ten thousand calls may be under way.
   *
   * @param connect limit for the connection
   */
  OkHttpClient.Builder derive(Duration connect) {
    return base()
        .newBuilder()
        .dispatcher(new Dispatcher(UNUSED))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS, IDLE, UNHEARD))
        .connectTimeout(Duration.ofMillis(Sockets.millis(connect)));
  }

  /** Runs nothing. */
  private static final class Idle implements TaskRunner.Backend {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void coordinatorNotify(TaskRunner runner) {}

    @Override
    public void coordinatorWait(TaskRunner runner, long nanos) {}

    @Override
    public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
      return queue;
    }

    @Override
    public void execute(TaskRunner runner, Runnable runnable) {}
  }
}
