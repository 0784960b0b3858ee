package org.lvsdirector.provision.ssh;

import java.util.List;

/** A server on which scripts can be run as root. */
public interface RemoteShell extends AutoCloseable {
  /**
   * Runs a script and gives its output lines.
   *
   * @throws SshFailure if it could not run or its end was not seen
   */
  List<String> run(String script) throws SshFailure;

  @Override
  void close();
}
