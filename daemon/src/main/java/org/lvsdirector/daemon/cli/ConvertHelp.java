package org.lvsdirector.daemon.cli;

import picocli.CommandLine.Command;

/**
 * Lists {@code convert} among the commands; the launcher runs it in a process that has the SSH
 * client.
 */
@Command(
    name = "convert",
    description = "Converts a Piranha lvs.cf or an ldirectord.cf to a keepalived.conf.")
final class ConvertHelp implements Runnable {
  @Override
  public void run() {
    throw new IllegalStateException("convert is started by bin/lvs-director itself");
  }
}
