package org.lvsdirector.provision.script;

import java.util.List;
import org.lvsdirector.provision.plan.ManagedPaths;
import org.lvsdirector.provision.plan.Step;

/**
 * The script that carries out steps and then reads the facts anew, all in one round trip. Each step
 * is announced by number when it is done, so a server that stops half way is named with the step
 * that failed. The undo record gets its line before the change and loses it after the way back,
 * each time by writing beside and renaming, so that it is right at every moment.
 */
public final class StepScript {
  private static final String HELPERS =
      """
      lvsd_steps() {
      S=@STATE@
      U=@UNDO@
      N='
      '
      n=0
      fail() {
        printf 'LVSD-FAILED\\t%s\\t%s\\n' "$n" "$(printf '%s' "$1" | tr '\\n\\t' '  ')"
        exit 1
      }
      free() { df -Pk "$S" 2>/dev/null | { read -r _; read -r _ _ _ a _; echo "$a KiB are free there"; }; }
      run() { out=$("$@" 2>&1) || fail "$*: $out"; }
      put() { out=$( { printf '%s\\n' "$2" > "$1"; } 2>&1 ) || fail "$1: $out"; }
      unput() { if [ -e "$1" ]; then put "$1" "$2"; fi; }
      keep() {
        out=$( { printf '%s\\n' "$1" > "$U.new"; } 2>&1 ) || fail "undo record $U: $out; $(free)"
        [ -s "$U.new" ] || fail "undo record $U: nothing was written; $(free)"
        run mv "$U.new" "$U"
        R=$1
      }
      record() {
        case "$N$R$N" in
          *"$N$1$N"*) ;;
          *) keep "${R:+$R$N}$1";;
        esac
      }
      forget() {
        R=$(printf '%s\\n' "$R" | grep -vxF -e "$1")
        if [ -n "$R" ]; then keep "$R"; else run rm -f "$U" "$U.new"; fi
      }
      deladdr() {
        out=$(ip addr del "$2" dev "$1" 2>&1) || case "$(ip -o addr show dev "$1" 2>/dev/null)" in *" $2 "*) fail "$out";; esac
      }
      addrule() { t=$1; shift; out=$($t "$@" 2>&1) || fail "$t $*: $out"; }
      delrule() { t=$1; shift; $t "$@" >/dev/null 2>&1 || :; }
      reload() { if [ -d /run/systemd/system ]; then systemctl daemon-reload >/dev/null 2>&1 || :; fi; }
      place() {
        out=$( { mkdir -p "${1%/*}" && cat > "$1.lvsd-new" && chmod "$2" "$1.lvsd-new"; } 2>&1 ) \\
          || { rm -f "$1.lvsd-new"; fail "$1: $out"; }
        run mv "$1.lvsd-new" "$1"
      }
      aside() {
        k=$2; i=0
        run mkdir -p "${k%/*}"
        if [ "$3" = changed ]; then while [ -e "$k" ]; do i=$((i+1)); k=$2.changed-$i; done; fi
        run cp -p "$1" "$k"
      }
      back() { if [ -e "$2" ]; then run mv "$2" "$1"; else fail "the kept copy $2 is gone"; fi; }
      tunup() { modprobe "$2" >/dev/null 2>&1 || :; run ip link set dev "$1" up; }
      tundown() {
        if ip link show dev "$1" >/dev/null 2>&1; then run ip link set dev "$1" down; fi
        if [ "$3" = unload ]; then modprobe -r "$2" >/dev/null 2>&1 || :; fi
      }
      delroute() { ip route del default via "$1" dev "$2" >/dev/null 2>&1 || :; }
      ok() { printf 'LVSD-DONE\\t%s\\n' "$n"; }
      run mkdir -p "$S"
      if ! mkdir "$S/lock" 2>/dev/null; then
        p=$(cat "$S/lock/pid" 2>/dev/null)
        if [ -n "$p" ] && kill -0 "$p" 2>/dev/null; then fail "another provisioning is at work here (process $p)"; fi
        rm -rf "$S/lock"
        run mkdir "$S/lock"
      fi
      trap 'rm -rf "$S/lock"; rmdir "$S/kept" "$S" 2>/dev/null' EXIT
      sh -c 'echo $PPID' > "$S/lock/pid" 2>/dev/null
      R=
      if [ -e "$U" ]; then R=$(cat "$U" 2>&1) || fail "undo record $U: $R"; fi
      """;

  private StepScript() {}

  /** The whole script. */
  public static String text(List<Step> steps, boolean rules) {
    StringBuilder out = new StringBuilder(Preamble.TEXT);
    out.append(FactsScript.definition(rules));
    out.append(HELPERS.replace("@STATE@", ManagedPaths.STATE).replace("@UNDO@", ManagedPaths.UNDO));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      out.append("n=").append(i + 1).append('\n');
      step.record()
          .ifPresent(e -> out.append("record ").append(Shell.quote(e.line())).append('\n'));
      out.append(ActionScript.of(step.action(), step.forget().isPresent()));
      step.forget()
          .ifPresent(e -> out.append("forget ").append(Shell.quote(e.line())).append('\n'));
      out.append("ok\n");
    }
    out.append("}\n( lvsd_steps ) </dev/null\nlvsd_facts \"$1\" </dev/null\n");
    return out.toString();
  }
}
