package org.lvsdirector.daemon.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code bin/keepalived} (keepalived reference, VRRP section 25). Letters and names
 * are keepalived's; those that only make sense for a C program (memory checks, core dump pattern)
 * are accepted and have no effect.
 */
enum Option {
  USE_FILE('f', "use-file", Argument.REQUIRED),
  VRRP('P', "vrrp", Argument.NONE),
  CHECK('C', "check", Argument.NONE),
  NO_BFD('B', "no_bfd", Argument.NONE),
  ALL('\0', "all", Argument.NONE),
  LOG_CONSOLE('l', "log-console", Argument.NONE),
  LOG_DETAIL('D', "log-detail", Argument.NONE),
  LOG_FACILITY('S', "log-facility", Argument.REQUIRED),
  LOG_FILE('g', "log-file", Argument.OPTIONAL),
  FLUSH_LOG_FILE('\0', "flush-log-file", Argument.NONE),
  NO_SYSLOG('G', "no-syslog", Argument.NONE),
  UMASK('u', "umask", Argument.REQUIRED),
  RELEASE_VIPS('X', "release-vips", Argument.NONE),
  DONT_RELEASE_VRRP('V', "dont-release-vrrp", Argument.NONE),
  DONT_RELEASE_IPVS('I', "dont-release-ipvs", Argument.NONE),
  DONT_RESPAWN('R', "dont-respawn", Argument.NONE),
  DONT_FORK('n', "dont-fork", Argument.NONE),
  DUMP_CONF('d', "dump-conf", Argument.NONE),
  PID('p', "pid", Argument.REQUIRED),
  VRRP_PID('r', "vrrp_pid", Argument.REQUIRED),
  CHECKERS_PID('c', "checkers_pid", Argument.REQUIRED),
  BFD_PID('b', "bfd_pid", Argument.REQUIRED),
  GENHASH('T', "genhash", Argument.NONE),
  ADDRESS_MONITORING('a', "address-monitoring", Argument.NONE),
  SNMP('x', "snmp", Argument.NONE),
  SNMP_AGENT_SOCKET('A', "snmp-agent-socket", Argument.REQUIRED),
  NAMESPACE('s', "namespace", Argument.REQUIRED),
  CORE_DUMP('m', "core-dump", Argument.NONE),
  CORE_DUMP_PATTERN('M', "core-dump-pattern", Argument.OPTIONAL),
  ALL_CONFIG('e', "all-config", Argument.NONE),
  CONFIG_ID('i', "config-id", Argument.REQUIRED),
  SIGNUM('\0', "signum", Argument.REQUIRED),
  CONFIG_TEST('t', "config-test", Argument.OPTIONAL),
  CONFIG_FD('\0', "config-fd", Argument.REQUIRED),
  IGNORE_SIGINT('\0', "ignore-sigint", Argument.NONE),
  PERF('\0', "perf", Argument.OPTIONAL),
  DEBUG('\0', "debug", Argument.OPTIONAL),
  NO_MEM_CHECK('\0', "no-mem-check", Argument.NONE),
  MEM_ERR_LOG('L', "mem-err-log", Argument.NONE),
  MEM_CHECK_LOG('O', "mem-check-log", Argument.NONE),
  VERSION('v', "version", Argument.NONE),
  HELP('h', "help", Argument.NONE),
  /** Ours: {@code lvs-director run --ipvs}. */
  IPVS('\0', "ipvs", Argument.REQUIRED),
  /** Ours: {@code --reload}, asks a running daemon to reload. */
  RELOAD('\0', "reload", Argument.NONE);

  /** Whether an option takes an argument, as getopt_long(3) knows them. */
  enum Argument {
    NONE,
    REQUIRED,
    OPTIONAL
  }

  private final char letter;
  private final String longName;
  private final Argument argument;

  Option(char letter, String longName, Argument argument) {
    this.letter = letter;
    this.longName = longName;
    this.argument = argument;
  }

  Argument argument() {
    return argument;
  }

  String longName() {
    return longName;
  }

  static Optional<Option> ofLetter(char letter) {
    return Arrays.stream(values()).filter(o -> o.letter == letter && letter != '\0').findFirst();
  }

  /** The options whose long name starts with {@code name}; just the one where it is equal. */
  static List<Option> ofLongName(String name) {
    Optional<Option> exact =
        Arrays.stream(values()).filter(o -> o.longName.equals(name)).findFirst();
    return exact
        .map(List::of)
        .orElseGet(() -> Arrays.stream(values()).filter(o -> o.longName.startsWith(name)).toList());
  }
}
