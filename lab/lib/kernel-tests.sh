#!/usr/bin/env bash
# Runs the kernel tests (*IT) of every module on this kernel, outside Maven: kernel-tests.sh RESULTS [JUnit option…]
#
# JUnit options choose the tags, or, with --include-classname=PATTERN, the classes instead of all *IT. lab/test
# calls this natively and, through lab/vm, in the virtual machine, after Maven has compiled the tests and written each
# module's test class path. Each module's report goes to RESULTS/<module>.
#
# These tests run against a real clock on machines of any load. Up to three tests that failed get a second look, their
# classes alone: what fails again has failed, what holds is named in RESULTS/<module>/flaky, as a bug to be mended.
#
# A test that hangs ends: JUnit interrupts it, and if it does not listen, its module's JVM says where its threads stand
# and is killed, which is a failure.
set -euo pipefail
# shellcheck source=lab/lib/common.sh
source "$(dirname "$0")/common.sh"

results=$1
shift
console=$(echo "$REPO_DIR"/target/lab/junit-platform-console-standalone-*.jar)
jvm=(--enable-native-access=ALL-UNNAMED -XX:+EnableDynamicAgentLoading -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m)

test_seconds=600     # the longest takes 4 minutes in the virtual machine
module_seconds=1800

# JUnit runs what any of several patterns fits, so ours would undo the caller's.
names=(--include-classname='.*IT')
[[ " $*" != *" --include-classname"* && " $*" != *" -n "* ]] || names=()

junit() { # module, folder of its report, JUnit option…
  local module=$1 report=$2
  shift 2
  (
    cd "$REPO_DIR/$module"
    exec timeout --signal=QUIT --kill-after=20 "$module_seconds" "$JAVA_HOME/bin/java" "${jvm[@]}" \
      -cp "target/test-classes:target/classes:$(<target/test.classpath):$console" \
      org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=testfeed \
      --include-engine=junit-jupiter --config=junit.jupiter.execution.timeout.default="$test_seconds" \
      --config=junit.jupiter.execution.timeout.threaddump.enabled=true --reports-dir="$report" "$@"
  )
}

failed_tests() { # folder of a report: class#test a line
  find "$1" -maxdepth 1 -name 'TEST-*.xml' -exec awk '
    /^<testcase / {
      match($0, / name="[^"]*"/); test = substr($0, RSTART + 7, RLENGTH - 8)
      match($0, / classname="[^"]*"/); test = substr($0, RSTART + 12, RLENGTH - 13) "#" test
    }
    /<(failure|error) / { print test }' {} + | sort -u
}

run_module() { # module, JUnit option…
  local module=$1 report=$results/$1 again classes
  shift
  junit "$module" "$report" --scan-classpath=target/test-classes "${names[@]}" "$@" && return 0
  mapfile -t again < <(failed_tests "$report")
  [ "${#again[@]}" -ge 1 ] && [ "${#again[@]}" -le 3 ] || return 1
  echo "--- $module: a second look at ${again[*]}"
  mapfile -t classes < <(printf '%s\n' "${again[@]%%#*}" | sort -u)
  # Not TEST-*.xml, which are counted: the first report has these tests already.
  junit "$module" "$report/second-look" "${classes[@]/#/--select-class=}" "${names[@]}" "$@" || return 1
  rm -rf "$report/second-look"
  printf '%s\n' "${again[@]}" >"$report/flaky"
}

find_jdk || die "no JDK 25 in the place where the tests run"
failed=0
cd "$REPO_DIR"
# ipvs-sync first: one of its tests unloads IPVS, which waits for all that others have left in the kernel.
for classes in ipvs-sync/target/test-classes $(printf '%s\n' */target/test-classes | grep -v ^ipvs-sync/); do
  module=${classes%%/*}
  [ -n "$(find "$classes" -name '*IT.class' -print -quit)" ] || continue
  echo "--- $module: kernel tests on $(uname -r) ($*)"
  run_module "$module" "$@" || failed=1
done
exit "$failed"
