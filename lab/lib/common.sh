# shellcheck shell=bash
# What every lab script needs: where things are, how to complain, which JDK, whether this kernel has IPVS.
# Sourced, never run.

LAB_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
REPO_DIR=$(cd "$LAB_DIR/.." && pwd)
LAB_CACHE=${LVS_DIRECTOR_LAB_CACHE:-${HOME:-/root}/.cache/lvs-director-lab}
export LAB_DIR REPO_DIR LAB_CACHE

say() { printf '%s\n' "$*" >&2; }

die() {
  say "lab: $*"
  exit 1
}

need_root() {
  [ "$(id -u)" -eq 0 ] || die "network namespaces and packet captures need root: run $0 as root (sudo $0)"
}

is_jdk25() {
  [ -x "$1/bin/javac" ] && "$1/bin/java" -version 2>&1 | grep -q 'version "25'
}

# Sets JAVA_HOME to a JDK 25, taking the caller's if it is one.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk*; do
    if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  return 1
}

# A kernel has IPVS when the module can be loaded or is built in; /proc/net/ip_vs shows either.
kernel_has_ipvs() {
  [ -e /proc/net/ip_vs ] || modprobe -q ip_vs 2>/dev/null || true
  [ -e /proc/net/ip_vs ]
}

# "native" or "vm". LAB_MODE overrides, so that a machine with IPVS can try the virtual machine too.
lab_mode() {
  case ${LAB_MODE:-auto} in
    native | vm) printf '%s\n' "$LAB_MODE" ;;
    auto) if kernel_has_ipvs; then echo native; else echo vm; fi ;;
    *) die "LAB_MODE=$LAB_MODE: expected native, vm or auto" ;;
  esac
}

# wait_until SECONDS COMMAND…: tries the command every 100 ms; false once the time is over.
wait_until() {
  local end=$((${EPOCHREALTIME%.*} + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "${EPOCHREALTIME%.*}" -lt "$end" ] || return 1
    sleep 0.1
  done
}
