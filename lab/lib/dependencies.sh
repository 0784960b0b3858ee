#!/usr/bin/env bash
# Compares what the distribution ships with the pinned list lab/dependencies.sha256: dependencies.sh check | write
#
# A library that comes in, goes, or is another file under the same name fails the build until the list says so too.
# Our own modules are not in it. "write" makes the list anew, after a change that somebody has looked at.
set -euo pipefail
# shellcheck source=lab/lib/common.sh
source "$(dirname "$0")/common.sh"

pinned=$LAB_DIR/dependencies.sha256
shipped() {
  local own
  own=$(sed -n 's:^    <module>\(.*\)</module>:\1:p' "$REPO_DIR/pom.xml" | paste -sd'|')
  (cd "$REPO_DIR/daemon/target/lvs-director/lib" && find . -name '*.jar' -printf '%P\n' | LC_ALL=C sort | grep -vE "^($own)-[0-9]" |
    xargs sha256sum)
}

[ -d "$REPO_DIR/daemon/target/lvs-director/lib" ] || die "no distribution: run mvn package first"
case ${1-} in
  write) shipped >"$pinned" ;;
  check)
    if ! diff "$pinned" <(shipped) >&2; then
      die "the shipped libraries (>) are not the pinned ones (<): look at the change, then lab/lib/dependencies.sh write"
    fi
    echo "dependencies: $(wc -l <"$pinned") shipped libraries are the pinned ones"
    ;;
  *)
    sed -n '2s/^# //p' "$0" >&2
    exit 64
    ;;
esac
