#!/usr/bin/env bash
# Runs the kernel tests (*IT) of every module on this kernel, outside Maven: kernel-tests.sh RESULTS [JUnit option…]
#
# JUnit options choose the tags, or, with --include-classname=PATTERN, the classes instead of all *IT. lab/test
# calls this natively and, through lab/vm, in the virtual machine, after Maven has compiled the tests and written each module's test class path. Each module's report goes to RESULTS/<module>.
set -euo pipefail
# shellcheck source=lab/lib/common.sh
source "$(dirname "$0")/common.sh"

results=$1
shift
console=$(echo "$REPO_DIR"/target/lab/junit-platform-console-standalone-*.jar)
jvm=(--enable-native-access=ALL-UNNAMED -XX:+EnableDynamicAgentLoading -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m)

# JUnit runs what any of several patterns fits, so ours would undo the caller's.
names=(--include-classname='.*IT')
[[ " $*" != *" --include-classname"* && " $*" != *" -n "* ]] || names=()

run_module() { # module, JUnit option…
  local module=$1
  shift
  (
    cd "$REPO_DIR/$module"
    exec "$JAVA_HOME/bin/java" "${jvm[@]}" \
      -cp "target/test-classes:target/classes:$(<target/test.classpath):$console" \
      org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=testfeed \
      --include-engine=junit-jupiter --scan-classpath=target/test-classes "${names[@]}" \
      --reports-dir="$results/$module" "$@"
  )
}

find_jdk || die "no JDK 25 in the place where the tests run"
failed=0
cd "$REPO_DIR"
for classes in */target/test-classes; do
  module=${classes%%/*}
  [ -n "$(find "$classes" -name '*IT.class' -print -quit)" ] || continue
  echo "--- $module: kernel tests on $(uname -r) ($*)"
  run_module "$module" "$@" || failed=1
done
exit "$failed"
