# Sourced by the launchers: finds a Java runtime of version 25 or later, without starting one to ask.

is_java_25() {
  [ -x "$1/bin/java" ] || return 1
  [ -f "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
    JAVA_VERSION=\"2[5-9]* | JAVA_VERSION=\"[3-9][0-9]*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

find_java() {
  for candidate in "$home/runtime" "${LVS_DIRECTOR_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -n "$candidate" ] && is_java_25 "$candidate"; then
      java=$candidate/bin/java
      return
    fi
  done
  echo "lvs-director: no Java 25 found in $home/runtime, LVS_DIRECTOR_JAVA_HOME, JAVA_HOME or /usr/lib/jvm:" \
    "install a JDK 25 (for example temurin-25-jdk) or set LVS_DIRECTOR_JAVA_HOME to one" >&2
  exit 1
}

# start KIND CLASS ARGUMENT…: becomes one kind of process. Its jars, in the fixed order that start-up caches depend on, and
# its options for Java stand in lib, where the daemon finds them too when it starts its worker.
start() {
  kind=$1 class=$2
  shift 2
  read -r names <"$home/lib/$kind.jars"
  read -r options <"$home/lib/$kind.options"
  jars=
  for jar in $names; do
    jars=$jars${jars:+:}$home/lib/$jar
  done
  cache=
  if [ -n "${LVS_DIRECTOR_TRAIN-}" ]; then
    cache="-XX:AOTCacheOutput=$LVS_DIRECTOR_TRAIN/$kind.aot -Dlvsdirector.train=$LVS_DIRECTOR_TRAIN"
  elif [ -f "$home/cache/$kind.aot" ]; then
    cache="-XX:AOTCache=$home/cache/$kind.aot"
  fi
  # shellcheck disable=SC2086
  exec "$java" $cache $options -Dlvsdirector.home="$home" -cp "$jars" "org.lvsdirector.$class" "$@"
}

start_main() {
  # HotSpot would keep SIGUSR2 for itself; keepalived's users send it for statistics.
  _JAVA_SR_SIGNUM=40
  export _JAVA_SR_SIGNUM
  start main daemon.supervisor.MainProcess "$@"
}

find_java
