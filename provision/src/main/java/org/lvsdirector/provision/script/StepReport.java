package org.lvsdirector.provision.script;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.HostFacts;

/**
 * What a step script told.
 *
 * @param done how many steps are done
 * @param failed the number of the step that failed, counted from 1; 0 is the preparation (folder
 *     and lock)
 * @param message the failing program's words; empty text when none failed
 * @param facts the server afterwards; empty when the connection broke before the end
 */
public record StepReport(
    int done, Optional<Integer> failed, String message, Optional<HostFacts> facts) {

  /** Reads the output. */
  public static StepReport parse(List<String> lines) {
    int done = 0;
    Optional<Integer> failed = Optional.empty();
    String message = "";
    for (String line : lines) {
      String[] words = line.split("\t", 3);
      if (words[0].equals("LVSD-DONE")) {
        done++;
      } else if (words[0].equals("LVSD-FAILED") && words.length == 3) {
        failed = Optional.of(Integer.parseInt(words[1]));
        message = words[2].strip();
      }
    }
    return new StepReport(done, failed, message, FactsParser.parse(lines));
  }
}
