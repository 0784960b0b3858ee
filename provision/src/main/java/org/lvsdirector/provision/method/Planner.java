package org.lvsdirector.provision.method;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.provision.persist.PersistentFiles;
import org.lvsdirector.provision.plan.Check;
import org.lvsdirector.provision.plan.Comparison;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.HostPlan;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.plan.UndoRecord;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.plan.Wants;
import org.lvsdirector.provision.vip.Endpoint;
import org.lvsdirector.provision.vip.Forwarding;

/**
 * Makes the plan for one server: what is, what is wanted, the steps between, in the order that
 * never lets ARP slip.
 */
public final class Planner {
  private Planner() {}

  /** The plan; pure, so the same wish and facts always give the same plan. */
  public static HostPlan plan(HostWish wish, HostFacts facts) {
    List<Method> methods = methods(wish);
    List<String> refusals = refusals(wish, facts);
    if (!refusals.isEmpty()) {
      return HostPlan.refusal(methods, refusals);
    }
    Wants wants = wants(wish, facts);
    if (!wants.refusals().isEmpty()) {
      return HostPlan.refusal(methods, wants.refusals());
    }
    UndoRecord undo = UndoRecord.parse(facts.undo());
    Comparison comparison = new Comparison(facts, undo, wish.preferences().force());
    List<Check> checks = wants.inOrder().stream().map(comparison::check).toList();
    List<String> notes = new ArrayList<>(wants.notes());
    List<String> problems = new ArrayList<>(wants.problems());
    List<Step> steps = new ArrayList<>(Leftovers.steps(wants, undo, facts, notes));
    checks.forEach(c -> steps.addAll(c.steps()));
    checks.stream()
        .filter(c -> !c.blocked().isEmpty())
        .forEach(c -> problems.add(c.want().describe() + ": " + c.found() + "; " + c.blocked()));
    notes.addAll(SysctlRivals.notes(wants, facts));
    undo.unreadable()
        .forEach(l -> notes.add("unreadable line in the undo record, left alone: " + l));
    return new HostPlan(methods, checks, steps, notes, problems, false);
  }

  private static Wants wants(HostWish wish, HostFacts facts) {
    String device = servingDevice(wish, facts).orElseThrow();
    Wants wants = new Wants();
    List<Endpoint> dr = of(wish, Forwarding.DR);
    if (!dr.isEmpty()) {
      switch (wish.preferences().method().orElse(Method.SYSCTL)) {
        case ARPTABLES -> ArptablesMethod.add(wants, wish, facts, vips(dr), device);
        case IPTABLES -> RedirectMethod.add(wants, wish, facts, dr);
        case SYSCTL, TUN, NAT -> SysctlMethod.add(wants, wish, facts, vips(dr), device);
      }
    }
    List<Endpoint> tun = of(wish, Forwarding.TUN);
    if (!tun.isEmpty()) {
      TunnelMethod.add(wants, wish, facts, vips(tun), device);
    }
    if (!of(wish, Forwarding.NAT).isEmpty()) {
      NatMethod.add(wants, wish, facts, device);
    }
    PersistentFiles.add(wants, wish.preferences().persistence(), facts);
    return wants;
  }

  private static List<String> refusals(HostWish wish, HostFacts facts) {
    List<String> out = new ArrayList<>();
    boolean dr = !of(wish, Forwarding.DR).isEmpty();
    Optional<Method> asked = wish.preferences().method();
    if (dr && asked.filter(m -> m == Method.TUN || m == Method.NAT).isPresent()) {
      out.add(
          "method "
              + asked.get().word()
              + " does not fit: keepalived.conf forwards to this server by Direct Routing (lvs_method DR)");
    }
    if (servingDevice(wish, facts).isEmpty()) {
      out.add(
          "no interface carries "
              + Values.text(wish.realServer())
              + ", the address of this real server in keepalived.conf; is \""
              + facts.hostName()
              + "\" the right machine? If it is, say interface = NAME in provision.conf");
    }
    wish.preferences()
        .device()
        .filter(d -> facts.link(d).isEmpty())
        .ifPresent(d -> out.add("there is no interface " + d + " on this server"));
    if (vips(wish.endpoints()).contains(wish.realServer())) {
      out.add("the real server's own address is also the virtual address; nothing is changed");
    }
    if (!facts.has("ip")) {
      out.add("the program ip (iproute2 or busybox) is missing on the server");
    }
    return out;
  }

  private static Optional<String> servingDevice(HostWish wish, HostFacts facts) {
    return wish.preferences()
        .device()
        .or(
            () ->
                facts.carrying(wish.realServer()).stream()
                    .map(HostFacts.HostAddress::device)
                    .findFirst());
  }

  private static List<Method> methods(HostWish wish) {
    EnumSet<Method> out = EnumSet.noneOf(Method.class);
    for (Endpoint e : wish.endpoints()) {
      out.add(
          switch (e.forwarding()) {
            case DR -> wish.preferences().method().orElse(Method.SYSCTL);
            case TUN -> Method.TUN;
            case NAT -> Method.NAT;
          });
    }
    return List.copyOf(out);
  }

  private static List<Endpoint> of(HostWish wish, Forwarding forwarding) {
    return wish.endpoints().stream().filter(e -> e.forwarding() == forwarding).toList();
  }

  private static Set<InetAddress> vips(List<Endpoint> endpoints) {
    Set<InetAddress> out = new LinkedHashSet<>();
    endpoints.forEach(e -> out.add(e.vip()));
    return out;
  }
}
