package org.lvsdirector.vrrp.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.vrrp.group.Bench.instance;
import static org.lvsdirector.vrrp.group.Bench.only;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.vrrp.fsm.VrrpEffect;

/** Rules of the keepalived reference about what scripts answer, VRRP 12. */
class KeepalivedScriptRulesTest {
  private final Bench bench = bench();

  @Test
  void rule12p6AChangeOfStateIsSaidOnceAndHowItCameAbout() {
    bench.start();
    assertThat(said(false, false)).containsExactly("VRRP_Script(chk) failed");
    assertThat(said(false, true)).isEmpty();
    assertThat(said(true, false)).containsExactly("VRRP_Script(chk) succeeded");
    assertThat(said(true, false)).isEmpty();
    assertThat(said(false, true)).containsExactly("VRRP_Script(chk) timed_out");
  }

  private List<String> said(boolean success, boolean timedOut) {
    return only(
            bench.step(new RouterEvent.ScriptRan("chk", success, timedOut)), VrrpEffect.Said.class)
        .stream()
        .filter(said -> said.instance().equals("chk"))
        .map(VrrpEffect.Said::text)
        .toList();
  }

  private static Bench bench() {
    var entry = new Tracking.Entry("chk", 10, false);
    var tracking = new Tracking(List.of(), List.of(entry), List.of(), List.of(), List.of());
    VrrpInstance instance = instance("VI").tracking(tracking).build();
    VrrpConfig base = VrrpConfig.of(List.of(instance), List.of());
    return Bench.of(
        new VrrpConfig(
            base.statics(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(VrrpScript.of("chk", ScriptCommand.of("/bin/true"))),
            List.of(),
            base.instances(),
            List.of()));
  }
}
