package org.lvsdirector.provision.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.provision.plan.Action;
import org.lvsdirector.provision.plan.HostPlan;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.vip.Forwarding;

/** The default route of a NAT server after it was once asked for. */
class NatRouteTest {
  @Test
  void aKeptRouteStaysWantedWithoutAskingAgainAndANewGatewayMustBeAskedFor() {
    Facts facts = Facts.ordinary().with("mark\tsystemd");
    HostPlan first = Planner.plan(wish("192.168.1.1", true), facts.read());
    assertThat(first.steps()).hasSize(2);
    for (Step step : first.steps()) {
      step.record().ifPresent(entry -> facts.with("undo\t" + entry.line()));
      switch (step.action()) {
        case Action.WriteFile file -> {
          facts.with("file\t" + file.path());
          file.lines().forEach(line -> facts.with("line\t" + line));
        }
        case Action.MakeLink link -> facts.with("symlink\t" + link.path() + " " + link.target());
        default -> throw new AssertionError(step);
      }
    }
    HostPlan again = Planner.plan(wish("192.168.1.1", false), facts.read());
    assertThat(again.steps()).isEmpty();
    assertThat(again.inOrder()).isTrue();

    HostPlan other = Planner.plan(wish("192.168.1.20", false), facts.read());
    assertThat(other.problems()).singleElement().asString().contains("--set-route");
    assertThat(other.steps()).noneMatch(s -> s.action() instanceof Action.WriteFile);
  }

  private static HostWish wish(String gateway, boolean setRoute) {
    return Facts.wish(
        new HostWish.Preferences(
            Optional.empty(),
            Persistence.AUTO,
            Optional.empty(),
            Optional.of(Values.address(gateway)),
            false,
            false,
            setRoute),
        Facts.of(Forwarding.NAT, "10.0.0.1"));
  }
}
