package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.FileSettings;
import org.lvsdirector.parser.model.LvsDirectorSettings;
import org.lvsdirector.parser.model.LvsGlobals;
import org.lvsdirector.parser.model.MailSettings;
import org.lvsdirector.parser.model.ProcessSettings;
import org.lvsdirector.parser.model.ProcessTuning;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.model.SnmpSettings;
import org.lvsdirector.parser.model.VrrpGlobals;
import org.lvsdirector.parser.source.SourceRange;

/**
 * What the main process reads: root-level settings and global_defs, with the defaults they give to
 * other blocks.
 */
final class GlobalDraft {
  ProcessSettings process = ProcessSettings.DEFAULT;

  // identity, mail
  @Nullable String routerId;
  @Nullable SourceRange routerIdRange;
  String parentName = "";
  int autoPriority;
  Duration autoPriorityDelay = Duration.ofSeconds(1);
  MailSettings.@Nullable Server smtpServer;
  @Nullable String heloName;
  @Nullable String mailFrom;
  Duration smtpTimeout = Duration.ofSeconds(30);
  final List<String> recipients = new ArrayList<>();
  boolean noEmailFaults;
  boolean noCheckerEmails;
  @Nullable Boolean smtpAlert;
  @Nullable Boolean smtpAlertVrrp;
  @Nullable Boolean smtpAlertChecker;

  // scripts
  boolean scriptSecurity;
  boolean symlinkPaths;
  boolean supplementaryGroups;
  @Nullable ScriptUser scriptUser;
  @Nullable ScriptLine startup;
  Duration startupTimeout = Duration.ofSeconds(10);
  @Nullable ScriptLine shutdown;
  Duration shutdownTimeout = Duration.ofSeconds(10);
  final FifoDraft allFifo = new FifoDraft("notify_fifo");
  final FifoDraft vrrpFifo = new FifoDraft("vrrp_notify_fifo");
  final FifoDraft lvsFifo = new FifoDraft("lvs_notify_fifo");
  boolean fifoStatesOnReload;

  // defaults of instances
  final VrrpDefaults vrrpDefaults = new VrrpDefaults();
  VrrpGlobals vrrp = VrrpGlobals.DEFAULT;
  LvsGlobals lvs = LvsGlobals.DEFAULT;
  boolean checkerLogAllFailures;
  SnmpSettings snmp = SnmpSettings.NONE;
  FileSettings files = FileSettings.DEFAULT;
  ProcessTuning vrrpProcess = ProcessTuning.DEFAULT;
  ProcessTuning checkerProcess = ProcessTuning.DEFAULT;
  ProcessTuning bfdProcess = ProcessTuning.DEFAULT;
  LvsDirectorSettings director = LvsDirectorSettings.DEFAULT;

  /** Effective smtp_alert of instances and sync groups. */
  boolean vrrpAlert(@Nullable Boolean own) {
    return firstSet(own, smtpAlertVrrp, smtpAlert, false);
  }

  /** Effective smtp_alert of virtual servers (default off) and real servers (default on). */
  boolean checkerAlert(@Nullable Boolean own, boolean otherwise) {
    return firstSet(own, smtpAlertChecker, smtpAlert, otherwise);
  }

  private static boolean firstSet(
      @Nullable Boolean a, @Nullable Boolean b, @Nullable Boolean c, boolean otherwise) {
    if (a != null) {
      return a;
    }
    if (b != null) {
      return b;
    }
    return c == null ? otherwise : c;
  }

  /** A notify FIFO as it is written. */
  static final class FifoDraft {
    final String keyword;
    @Nullable String path;
    Optional<ScriptUser> owner = Optional.empty();
    @Nullable ScriptLine script;

    FifoDraft(String keyword) {
      this.keyword = keyword;
    }
  }

  /** Defaults that global_defs gives to instances. */
  static final class VrrpDefaults {
    @Nullable Duration garpDelay;
    @Nullable Long garpRepeat;
    @Nullable Duration garpRefresh;
    @Nullable Long garpRefreshRepeat;
    @Nullable Duration lowerPrioDelay;
    @Nullable Long lowerPrioRepeat;
    boolean minGarp;
    Duration extraInterval = Duration.ZERO;
    boolean extraAll;
    int downTimerAdverts = 3;
    boolean lowerPrioNoAdvert;
    boolean higherPrioSendAdvert;
    boolean checkUnicastSource;
    boolean skipCheckAdvAddr;
    boolean strict;
    boolean notifyPriorityChanges;
    boolean ownerIgnoreAdverts;
    boolean v3ChecksumAsV2;
    int version = 2;
    @Nullable InetAddress group4;
    @Nullable InetAddress group6;
  }
}
