package org.lvsdirector.provision.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only verify has: who answers on the segment. */
final class VerifyOptions {
  @Option(
      names = "--no-probe",
      description = "read settings only, do not ask the segment by ARP and neighbour discovery")
  boolean noProbe;

  @Option(names = "--brief", description = "with --json: of each server only what differs")
  boolean brief;

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "the director's interface on the segment; found by the addresses by default")
  @Nullable String device;
}
