package org.lvsdirector.daemon;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.lvsdirector.linux.io.IgnoredSignals;
import org.lvsdirector.linux.io.LinuxException;

/**
 * Handlers for signals. The JDK has no other way than {@code sun.misc.Signal}, which it exports for
 * this purpose; reached by name, since the compiler warns of it in a way that cannot be answered.
 */
public final class OsSignals {
  private static final Map<String, Integer> REFUSED_WHEN_IGNORED =
      Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private OsSignals() {}

  /**
   * Calls {@code action} on a thread of the JDK's own when the signal arrives.
   *
   * @param name without SIG
   * @throws IllegalArgumentException if this Java runtime keeps the signal for itself, or cannot
   *     handle signals at all
   */
  public static void handle(String name, Runnable action) {
    heed(name);
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                return switch (method.getName()) {
                  case "handle" -> {
                    action.run();
                    yield null;
                  }
                  case "equals" ->
                      System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                  case "hashCode" -> System.identityHashCode(self);
                  default -> "handler of SIG" + name;
                };
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sun.misc.Signal in this Java runtime", e);
    }
  }

  /** Under nohup keepalived reloads by SIGHUP like anywhere; the JVM would not tell us of it. */
  private static void heed(String name) {
    Integer number = REFUSED_WHEN_IGNORED.get(name);
    if (number != null) {
      try {
        boolean _ = IgnoredSignals.heed(number);
      } catch (LinuxException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }
}
