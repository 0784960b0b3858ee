package org.lvsdirector.daemon.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.lvsdirector.daemon.ExitStatus;
import org.lvsdirector.daemon.OsSignals;
import org.lvsdirector.daemon.ProcessName;
import org.lvsdirector.daemon.link.Link;
import org.lvsdirector.daemon.log.LogSetup;
import org.lvsdirector.daemon.options.KeepalivedArguments;
import org.lvsdirector.daemon.options.Request;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.ProcessControl;
import org.slf4j.LoggerFactory;

/** Entry of the worker process. It is started by the main process alone, and ends with it. */
public final class WorkerProcess {
  private WorkerProcess() {}

  /**
   * Runs until the main process says stop, or is gone.
   *
   * @param arguments {@code run} or {@code keepalived}, then the options
   */
  public static void main(String[] arguments) {
    // The link has standard output for itself; what a library prints goes where the log goes.
    OutputStream toMain = new FileOutputStream(FileDescriptor.out);
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    Runtime.getRuntime().halt(run(Arrays.asList(arguments), toMain));
  }

  private static int run(List<String> arguments, OutputStream toMain) {
    boolean keepalived = arguments.getFirst().equals("keepalived");
    List<String> words = arguments.subList(1, arguments.size());
    Request request =
        keepalived ? KeepalivedArguments.parse(words) : KeepalivedArguments.parseRun(words);
    if (!(request instanceof Request.Run(RunOptions options, _))) {
      System.err.println("worker: wrong arguments " + words);
      return ExitStatus.PROGRAM_ERROR;
    }
    LogSetup.forDaemon(options.logging(), "Keepalived_healthcheckers", keepalived);
    endWithMainProcess();
    ProcessName.take(keepalived ? "keepalived" : "lvs-worker");
    try {
      return new Worker(options, new Link(System.in, toMain)).run();
    } finally {
      LogSetup.flush();
    }
  }

  /** Killed with the main process, at once: the table stays, and the next worker adopts it. */
  private static void endWithMainProcess() {
    try {
      ProcessControl.signalOnParentDeath(ProcessControl.SIGKILL);
    } catch (LinuxException e) {
      LoggerFactory.getLogger(WorkerProcess.class)
          .warn("{}; the end of the link still ends this process", e.getMessage());
    }
    // The main process decides when to stop; a Ctrl-C in the terminal reaches both.
    for (String signal : List.of("INT", "TERM", "HUP")) {
      OsSignals.handle(signal, () -> {});
    }
  }
}
