package org.lvsdirector.provision.method;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.Want;
import org.lvsdirector.provision.plan.Wants;

/** Warns of other files that set the same sysctls otherwise: after a boot the last reader wins. */
final class SysctlRivals {
  private SysctlRivals() {}

  static List<String> notes(Wants wants, HostFacts facts) {
    List<String> out = new ArrayList<>();
    for (String line : facts.hints().getOrDefault("sysctld", List.of())) {
      int colon = line.indexOf(':');
      int equals = line.indexOf('=');
      if (colon < 0 || equals < colon || line.startsWith(ManagedPaths.SYSCTL + ":")) {
        continue;
      }
      String path = line.substring(0, colon);
      String key = line.substring(colon + 1, equals).strip().replaceFirst("^-", "");
      String value = line.substring(equals + 1).strip();
      for (Want.SysctlIs w : wants.sysctls()) {
        boolean same = w.key().equals(key) || w.key().replace('/', '.').equals(key);
        if (same && !w.accepted().contains(value)) {
          out.add(
              path
                  + " sets "
                  + key
                  + " = "
                  + value
                  + ", which may win after a boot; take that line out");
        }
      }
    }
    return out;
  }
}
