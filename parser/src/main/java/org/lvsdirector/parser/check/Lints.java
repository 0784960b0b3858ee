package org.lvsdirector.parser.check;

import java.util.List;
import java.util.Set;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.KeptFindings;
import org.lvsdirector.parser.source.Severity;

/** All lints. */
public final class Lints {
  private Lints() {}

  /**
   * Runs every lint over a configuration; {@link #wanted} then drops those that are switched off.
   *
   * @param places how many places of one lint are kept; the others are counted
   */
  public static List<Diagnostic> check(
      KeepalivedConfig config, Environment environment, int places) {
    var found = new KeptFindings(places);
    var networks = new LocalNetworks(environment.localAddresses());
    new VrrpLints(found, networks).check(config.vrrp());
    new LvsLints(found, networks).check(config.lvs());
    return found.list();
  }

  /**
   * The findings without those whose lint is switched off with {@code @lvs_director lint_off}. A
   * fatal one stays: a daemon that does not start must say why.
   */
  public static List<Diagnostic> wanted(List<Diagnostic> findings, Set<String> off) {
    if (off.isEmpty()) {
      return findings;
    }
    return findings.stream()
        .filter(d -> d.severity() == Severity.FATAL || d.lint().filter(off::contains).isEmpty())
        .toList();
  }
}
