package org.lvsdirector.daemon.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.supervisor.ControlSignal;
import org.lvsdirector.linux.io.ProcessControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code restart}: the running daemon becomes the program that is installed now. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description =
        "Makes the running daemon go on as the program that is installed now, as after an upgrade. Addresses, IPVS table and process number stay; other routers notice nothing.")
final class RestartCommand implements Callable<Integer> {
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long PAUSE_MILLIS = 100;

  @Option(
      names = {"-p", "--pid-file"},
      paramLabel = "FILE",
      description = "pid file of the daemon (default ${DEFAULT-VALUE})",
      defaultValue = "/run/keepalived.pid")
  private Path pidFile = Path.of("/run/keepalived.pid");

  @Option(names = "--pid", paramLabel = "N", description = "the main process's number instead")
  private @Nullable Integer pid;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int target = pid == null ? readPid() : pid;
    if (!understands(target)) {
      throw new IOException(
          "process "
              + target
              + " is no lvs-director that can be restarted in place; nothing was sent to it");
    }
    byte[] before = environment(target);
    ProcessControl.kill(target, ControlSignal.RESTART.number());
    for (long waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
      if (!Arrays.equals(before, environment(target))) {
        System.out.println("process " + target + " goes on as the program that is installed now");
        return 0;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IOException(
        "process " + target + " goes on as the program it was; its log says why (restart refused)");
  }

  private int readPid() throws IOException {
    try {
      return Integer.parseInt(Files.readString(pidFile).strip());
    } catch (IOException | NumberFormatException _) {
      throw new IOException(
          "no running daemon: pid file "
              + pidFile
              + " is missing or holds no number (another one: -p FILE, or --pid N)");
    }
  }

  /** A process without a handler for the signal would be ended by it. */
  private static boolean understands(int pid) throws IOException {
    Path status = Path.of("/proc", Integer.toString(pid), "status");
    if (!Files.exists(status)) {
      throw new IOException("there is no process " + pid);
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigCgt:")) {
        return new BigInteger(line.substring(7).strip(), 16)
            .testBit(ControlSignal.RESTART.number() - 1);
      }
    }
    return false;
  }

  /** What the process was started with: another program in it has another one. */
  private static byte[] environment(int pid) throws IOException {
    try {
      return Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "environ"));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException("process " + pid + " has ended; its log says why", e);
    }
  }
}
