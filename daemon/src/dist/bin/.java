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

# The jars of one kind of process, in a fixed order; sets $jars.
class_path() {
  jars=
  read -r names <"$home/lib/$1.jars"
  for jar in $names; do
    jars=$jars${jars:+:}$home/lib/$jar
  done
}

start_main() {
  class_path main
  # A start-up cache, where one was trained, halves the time to the first advert.
  cache=
  [ -f "$home/cache/main.aot" ] && cache="-XX:AOTCache=$home/cache/main.aot"
  # HotSpot would keep SIGUSR2 for itself; keepalived's users send it for statistics.
  _JAVA_SR_SIGNUM=40
  export _JAVA_SR_SIGNUM
  # shellcheck disable=SC2086
  exec "$java" $cache -Xlog:aot=off -Xlog:cds=off -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -Xss512k \
    -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Dlvsdirector.home="$home" \
    -cp "$jars" org.lvsdirector.daemon.supervisor.MainProcess "$@"
}

start_cli() {
  class_path cli
  exec "$java" -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
    -Dlvsdirector.home="$home" -cp "$jars" org.lvsdirector.daemon.cli.Main "$@"
}

find_java
