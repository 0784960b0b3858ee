package org.lvsdirector.daemon.supervisor;

import java.util.Arrays;
import java.util.List;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.options.KeepalivedArguments;
import org.lvsdirector.daemon.options.Request;

/** Entry of the main process: {@code run} and {@code keepalived}. */
public final class MainProcess {
  private MainProcess() {}

  /**
   * Runs until stopped; ends the Java process with one of {@link ExitStatus}.
   *
   * @param arguments {@code run} or {@code keepalived}, then the options
   */
  public static void main(String[] arguments) {
    Signals signals = Signals.claim();
    Background.detachIfAsked();
    boolean keepalived = arguments.length > 0 && arguments[0].equals("keepalived");
    List<String> options =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    Request request =
        keepalived ? KeepalivedArguments.parse(options) : KeepalivedArguments.parseRun(options);
    int status = new RequestRunner(keepalived, options, signals).run(request);
    // Not System.exit: nothing registers shutdown hooks, and a stuck native thread must not keep
    // the process.
    Runtime.getRuntime().halt(status);
  }
}
