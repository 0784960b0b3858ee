package org.lvsdirector.daemon.options;

import java.io.PrintStream;

/** The list of options that {@code bin/keepalived --help} prints. */
public final class KeepalivedHelp {
  private static final String TEXT =
      """
      Usage: keepalived [OPTION...]     (lvs-director in keepalived's place; see lvs-director(8))

        -f, --use-file=FILE           configuration file (default /etc/keepalived/keepalived.conf)
        -t, --config-test[=FILE]      test the configuration, complaints to FILE or standard error
        -n, --dont-fork               stay in the foreground
        -P, --vrrp                    VRRP only
        -C, --check                   health checks and IPVS only
            --all                     run both halves even where the file has nothing for one
        -l, --log-console             log to standard error as well
        -D, --log-detail              more in the log; twice for still more
        -S, --log-facility=FACILITY   0-7, local0-7, user or daemon
        -g, --log-file[=FILE]         log to FILE as well (default /tmp/keepalived.log)
        -G, --no-syslog               do not log to syslog
        -u, --umask=MASK              file creation mask
        -X, --release-vips            remove VIPs at stop whoever set them
        -V, --dont-release-vrrp       leave VIPs and routes at stop
        -I, --dont-release-ipvs       leave the IPVS table at stop
        -R, --dont-respawn            end when the worker ends
        -d, --dump-conf               write the configuration to the log at start
        -p, --pid=FILE                pid file of the main process
        -r, --vrrp_pid=FILE           pid file of the VRRP half
        -c, --checkers_pid=FILE       pid file of the worker
        -s, --namespace=NAME          run in this network namespace
        -i, --config-id=ID            id that @ID lines are compared with
        -e, --all-config              every include must be readable
            --signum=SIGNAL           print the number of RELOAD, STOP, DATA, STATS, STATS_CLEAR, JSON or TDUMP
            --reload                  make the running daemon reload
            --ignore-sigint           ignore SIGINT
        -T, --genhash                 compute the digest of a page; must be the first option
        -v, --version                 print the version
        -h, --help                    print this

      Accepted, without effect: -B -b -x -A -m -M -a -L -O --perf --debug --no-mem-check --config-fd --flush-log-file
      """;

  private KeepalivedHelp() {}

  /** Prints the list. */
  public static void print(PrintStream out) {
    out.print(TEXT);
  }
}
