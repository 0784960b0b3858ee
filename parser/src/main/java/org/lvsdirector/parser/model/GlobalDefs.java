package org.lvsdirector.parser.model;

import java.time.Duration;

/**
 * {@code global_defs}, all its blocks merged.
 *
 * @param routerId {@code router_id}, default the local host name
 * @param routerIdWritten whether it is written in the file
 * @param parentName {@code process_name} or what {@code process_names} gives; empty string:
 *     unchanged
 * @param autoPriority {@code max_auto_priority}, -1..99; 0 (default) and -1 are off
 * @param autoPriorityDelay {@code min_auto_priority_delay}, 1..10000000 µs, default 1 s
 * @param mail alert mails
 * @param scripts scripts
 * @param vrrp VRRP
 * @param lvs LVS
 * @param vrrpProcess {@code vrrp_priority} and its companions
 * @param checkerProcess {@code checker_priority} and its companions
 * @param bfdProcess {@code bfd_priority} and its companions
 * @param fifos notify FIFOs
 * @param snmp SNMP and D-Bus
 * @param files files and reloading
 * @param director settings of our own
 */
public record GlobalDefs(
    String routerId,
    boolean routerIdWritten,
    String parentName,
    int autoPriority,
    Duration autoPriorityDelay,
    MailSettings mail,
    ScriptSettings scripts,
    VrrpGlobals vrrp,
    LvsGlobals lvs,
    ProcessTuning vrrpProcess,
    ProcessTuning checkerProcess,
    ProcessTuning bfdProcess,
    NotifyFifos fifos,
    SnmpSettings snmp,
    FileSettings files,
    LvsDirectorSettings director) {
  /** Nothing configured, on a host named localhost. */
  public static final GlobalDefs DEFAULT =
      new GlobalDefs(
          "localhost",
          false,
          "",
          0,
          Duration.ofSeconds(1),
          MailSettings.NONE,
          ScriptSettings.DEFAULT,
          VrrpGlobals.DEFAULT,
          LvsGlobals.DEFAULT,
          ProcessTuning.DEFAULT,
          ProcessTuning.DEFAULT,
          ProcessTuning.DEFAULT,
          NotifyFifos.NONE,
          SnmpSettings.NONE,
          FileSettings.DEFAULT,
          LvsDirectorSettings.DEFAULT);
}
