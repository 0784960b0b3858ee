package org.lvsdirector.provision.cli;

import org.jspecify.annotations.Nullable;
import org.lvsdirector.provision.run.Command;
import picocli.CommandLine;

/** {@code provision} with its four commands. */
@CommandLine.Command(
    name = "provision",
    description = "Prepares real servers over SSH, proves it, and takes it back.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ProvisionCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "a command is missing: plan, apply, verify or undo");
    }
  }

  @CommandLine.Command(
      name = "plan",
      description = "Shows what differs and what apply would do; changes nothing.",
      mixinStandardHelpOptions = true)
  int plan(@CommandLine.Mixin CommonOptions options, @CommandLine.Mixin SshCliOptions ssh)
      throws Exception {
    return session(options, ssh).run(Command.PLAN);
  }

  @CommandLine.Command(
      name = "apply",
      description = "Makes the real servers as wanted.",
      mixinStandardHelpOptions = true)
  int apply(@CommandLine.Mixin CommonOptions options, @CommandLine.Mixin SshCliOptions ssh)
      throws Exception {
    return session(options, ssh).run(Command.APPLY);
  }

  @CommandLine.Command(
      name = "verify",
      description = "Reads everything back and asks the segment who answers; changes nothing.",
      mixinStandardHelpOptions = true)
  int verify(
      @CommandLine.Mixin CommonOptions options,
      @CommandLine.Mixin SshCliOptions ssh,
      @CommandLine.Mixin VerifyOptions verify)
      throws Exception {
    return session(options, ssh).verify(verify);
  }

  @CommandLine.Command(
      name = "undo",
      description = "Restores what was there before apply, from the record on each server.",
      mixinStandardHelpOptions = true)
  int undo(@CommandLine.Mixin CommonOptions options, @CommandLine.Mixin SshCliOptions ssh)
      throws Exception {
    return session(options, ssh).run(Command.UNDO);
  }

  private ProvisionSession session(CommonOptions options, SshCliOptions ssh) {
    if (spec == null) {
      throw new IllegalStateException("picocli has not filled in the command");
    }
    return new ProvisionSession(
        options, ssh, spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
