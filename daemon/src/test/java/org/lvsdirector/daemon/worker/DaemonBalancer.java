package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's keepalived or ours in its place, under the same words: checks and IPVS only. */
final class DaemonBalancer implements Balancer {
  static final String DEBIAN = "keepalived";

  private static final Path DISTRIBUTION = Path.of("daemon/target/lvs-director/bin/keepalived");

  private final Process process;
  private final Path log;

  private DaemonBalancer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Our packaged program under keepalived's name. */
  static String ours() {
    Path here = Path.of("").toAbsolutePath();
    for (Path dir = here; dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve(DISTRIBUTION))) {
        return dir.resolve(DISTRIBUTION).toString();
      }
    }
    throw new IllegalStateException("no " + DISTRIBUTION + " above " + here);
  }

  /** In the foreground, logging beside its file. */
  static DaemonBalancer start(String program, Path file) throws IOException {
    Path log = beside(file, ".log");
    Process process =
        new ProcessBuilder(
                program,
                "--dont-fork",
                "--log-console",
                "--no-syslog",
                "--check",
                "--use-file=" + file,
                "--pid=" + beside(file, ".pid"),
                "--checkers_pid=" + beside(file, ".checkers.pid"),
                "--vrrp_pid=" + beside(file, ".vrrp.pid"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new DaemonBalancer(process, log);
  }

  @Override
  public void reload() throws IOException {
    signal("HUP");
  }

  @Override
  public void stop() throws IOException {
    signal("TERM");
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new IOException("does not end: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public String log() throws IOException {
    return Files.readString(log);
  }

  private void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("it is gone: " + log());
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
