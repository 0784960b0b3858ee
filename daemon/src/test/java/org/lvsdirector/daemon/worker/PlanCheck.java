package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.ipvs.plan.Plan;
import org.lvsdirector.ipvs.plan.PlanText;
import org.lvsdirector.parser.model.VirtualServer;

/**
 * {@code PlanCheck DIR}: after each file of a folder has been applied, its plan is empty; run by
 * lab/plan-check.
 */
final class PlanCheck {
  private PlanCheck() {}

  public static void main(String[] arguments) throws IOException {
    int files = 0;
    int services = 0;
    int failed = 0;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".conf")).sorted().toList()) {
        List<VirtualServer> virtual =
            ConfigurationReader.of(file, "lab", false).read().config().lvs().virtualServers();
        if (virtual.isEmpty()) {
          continue;
        }
        files++;
        services += virtual.size();
        try (PlanLaw law = new PlanLaw()) {
          for (Plan left : law.leftOver(virtual)) {
            failed++;
            System.out.println(file + ": left after the apply\n" + PlanText.of(left, false));
          }
        }
      }
    }
    System.out.printf(
        "%d files with %d virtual servers, three states of health each: %d plans not empty%n",
        files, services, failed);
    Runtime.getRuntime().halt(failed == 0 && files > 0 ? 0 : 1);
  }
}
