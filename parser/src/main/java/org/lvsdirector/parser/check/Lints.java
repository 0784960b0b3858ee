package org.lvsdirector.parser.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.SourceRange;

/** All lints. */
public final class Lints {
  private static final String SAMPLE_ROUTER_ID = "LVS_DEVEL";

  private Lints() {}

  /**
   * Runs every lint over a configuration; {@link #wanted} then drops those that are switched off.
   */
  public static List<Diagnostic> check(KeepalivedConfig config, Environment environment) {
    var found = new ArrayList<Diagnostic>();
    var networks = new LocalNetworks(environment.localAddresses());
    if (config.global().routerId().equals(SAMPLE_ROUTER_ID)) {
      found.add(
          Lint.SAMPLE_ROUTER_ID.at(
              SourceRange.NONE,
              "router_id is " + SAMPLE_ROUTER_ID + ", the name in the sample file"));
    }
    for (String name : config.global().director().lintOff()) {
      if (Lint.named(name).isEmpty()) {
        found.add(
            Lint.UNKNOWN_LINT.at(
                SourceRange.NONE, "lint_off: \"" + name + "\" is not the name of a lint"));
      }
    }
    new VrrpLints(found, networks).check(config.vrrp());
    new LvsLints(found, networks).check(config.lvs());
    return found;
  }

  /** The findings without those whose lint is switched off with {@code @lvs_director lint_off}. */
  public static List<Diagnostic> wanted(List<Diagnostic> findings, Set<String> off) {
    if (off.isEmpty()) {
      return findings;
    }
    return findings.stream().filter(d -> d.lint().filter(off::contains).isEmpty()).toList();
  }
}
