package org.lvsdirector.provision.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.provision.plan.Action;
import org.lvsdirector.provision.plan.FileSeal;
import org.lvsdirector.provision.plan.HostFacts;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.NftFamily;
import org.lvsdirector.provision.plan.RuleTool;
import org.lvsdirector.provision.plan.Step;
import org.lvsdirector.provision.plan.UndoRecord;

/**
 * The way back of one server: the record's entries, newest first, each carried out and then
 * forgotten.
 *
 * @param steps in order
 * @param left entries that are left alone, each with the reason
 */
public record UndoPlan(List<Step> steps, List<String> left) {
  /** Copies both lists. */
  public UndoPlan {
    steps = List.copyOf(steps);
    left = List.copyOf(left);
  }

  /** The whole record, newest entry first. */
  public static UndoPlan of(HostFacts facts, boolean force) {
    UndoRecord record = UndoRecord.parse(facts.undo());
    UndoPlan plan = of(record.entries().reversed(), facts, force);
    List<String> left = new ArrayList<>(plan.left());
    record
        .unreadable()
        .forEach(l -> left.add("unreadable line in the undo record, left alone: " + l));
    return new UndoPlan(plan.steps(), left);
  }

  static UndoPlan of(List<UndoRecord.Entry> newestFirst, HostFacts facts, boolean force) {
    List<Step> steps = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<UndoRecord.Entry> ordered =
        newestFirst.stream().sorted(Comparator.comparingInt(e -> rank(e.back()))).toList();
    for (UndoRecord.Entry entry : ordered) {
      Optional<String> obstacle = obstacle(entry, facts, force);
      if (obstacle.isPresent()) {
        left.add(entry.back().describe() + ": not done, " + obstacle.get());
        if (entry.back() instanceof Action.DeleteAddress) {
          // The address stays, so everything older that keeps it silent must stay as well.
          left.add(
              "everything older in the record is left as it is, so that the address stays silent");
          break;
        }
      } else {
        steps.add(Step.undo(entry, "as it was before lvs-director"));
      }
    }
    return new UndoPlan(steps, left);
  }

  /**
   * The record alone does not give the order: a sysctl that was right at the first apply and wrong
   * at the second is recorded after the address that it silences. So what serves goes before what
   * silences, whatever came first; the sort keeps newest first otherwise.
   */
  private static int rank(Action back) {
    return switch (back) {
      case Action.AddAddress _, Action.SetDefaultRoute _, Action.DeleteDefaultRoute _ -> 0;
      case Action.DeleteFile a -> silencing(a.path()) ? 3 : 1;
      case Action.RestoreFile a -> silencing(a.path()) ? 3 : 1;
      case Action.DeleteAddress _ -> 2;
      case Action.DeleteRule a -> a.tool() == RuleTool.ARPTABLES ? 4 : 1;
      case Action.DropNft a -> a.family() == NftFamily.ARP ? 4 : 1;
      case Action.SetSysctl _ -> 4;
      case Action.TunnelDown _ -> 5;
      case Action.AddRule _,
          Action.LoadNft _,
          Action.WriteFile _,
          Action.MakeLink _,
          Action.TunnelUp _ ->
          6;
    };
  }

  private static boolean silencing(String path) {
    return path.equals(ManagedPaths.SYSCTL) || path.startsWith(ManagedPaths.STATE);
  }

  private static Optional<String> obstacle(UndoRecord.Entry entry, HostFacts facts, boolean force) {
    return switch (entry.back()) {
      case Action.DeleteAddress a
          when facts.sshServer().filter(a.cidr().address()::equals).isPresent() ->
          Optional.of("the SSH connection comes in on this address");
      case Action.SetSysctl a when !force && strange(entry, a, facts) ->
          Optional.of(
              "somebody else has set it to "
                  + facts.sysctls().get(a.key())
                  + " since; --force restores it all the same");
      case Action.DeleteFile a when !force && foreign(facts, a.path()) -> Optional.of(CHANGED);
      case Action.RestoreFile a when !force && foreign(facts, a.path()) -> Optional.of(CHANGED);
      case Action.SetDefaultRoute a when cutsSsh(facts, a) ->
          Optional.of("the SSH connection runs over the present default route and would be cut");
      default -> Optional.empty();
    };
  }

  private static final String CHANGED =
      "somebody else has changed the file since; --force does it all the same";

  private static boolean strange(UndoRecord.Entry entry, Action.SetSysctl back, HostFacts facts) {
    String now = facts.sysctls().get(back.key());
    return now != null
        && !now.equals(back.value())
        && entry.set().isPresent()
        && !now.equals(entry.set().get());
  }

  private static boolean foreign(HostFacts facts, String path) {
    List<String> lines = facts.files().get(path);
    return lines != null && !FileSeal.intact(lines);
  }

  private static boolean cutsSsh(HostFacts facts, Action.SetDefaultRoute back) {
    boolean onLink =
        facts
            .sshClient()
            .map(c -> facts.addresses().stream().anyMatch(a -> a.cidr().covers(c)))
            .orElse(true);
    return !onLink && facts.sshClient().filter(back.via()::equals).isEmpty();
  }
}
