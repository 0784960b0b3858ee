package org.lvsdirector.daemon.cli;

import picocli.CommandLine.Command;

/**
 * Lists {@code provision} among the commands; the launcher runs it in a process that has the SSH
 * client.
 */
@Command(
    name = "provision",
    description =
        "Prepares, verifies and restores real servers over SSH: plan, apply, verify, undo.")
final class ProvisionHelp implements Runnable {
  @Override
  public void run() {
    throw new IllegalStateException("provision is started by bin/lvs-director itself");
  }
}
