package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.DnsType;
import org.lvsdirector.parser.model.HttpRequests;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.UdpCheck;
import org.lvsdirector.parser.source.SourceRange;

/** A checker block as it is written. */
final class CheckerDraft {
  /** The word that opened the block. */
  final String kind;

  final SourceRange range;
  final CheckDefaults timing = new CheckDefaults();
  boolean logAllFailures;

  // connection
  @Nullable InetAddress connectIp;
  @Nullable Integer connectPort;
  @Nullable InetAddress bindTo;
  int bindPort;
  @Nullable String bindInterface;
  long fwmark;

  /** What only one kind of checker has. */
  Details details = new None();

  CheckerDraft(String kind, SourceRange range) {
    this.kind = kind;
    this.range = range;
  }

  /** What only one kind of checker has. */
  sealed interface Details {}

  /** Nothing: TCP_CHECK, PING_CHECK, AGENT_CHECK. */
  record None() implements Details {}

  /** HTTP_GET and SSL_GET. */
  static final class Http implements Details {
    final List<UrlDraft> urls = new ArrayList<>();
    HttpRequests.HttpProtocol protocol = HttpRequests.HttpProtocol.HTTP_1_0;
    boolean fastRecovery;
    @Nullable String virtualhost;
    boolean enableSni;
    @Nullable String sniName;
    boolean tlsCompliant;
  }

  /** A url block. */
  static final class UrlDraft {
    @Nullable String path;
    final List<HttpRequests.StatusRange> codes = new ArrayList<>();
    Optional<Octets> digest = Optional.empty();
    @Nullable String virtualhost;
    Optional<Boolean> tlsCompliant = Optional.empty();
    final RegexDraft regex = new RegexDraft();
  }

  /** The regex of a url. */
  static final class RegexDraft {
    @Nullable String pattern;
    boolean inverted;
    final List<String> options = new ArrayList<>();
    long min;
    long max = -1;
    boolean anyOption;
  }

  /** SMTP_CHECK. */
  static final class Smtp implements Details {
    @Nullable String heloName;

    /** {@code host} blocks: each its own target. */
    final List<CheckerDraft> hosts = new ArrayList<>();
  }

  /** DNS_CHECK. */
  static final class Dns implements Details {
    DnsType type = DnsType.SOA;
    @Nullable String name;
  }

  /** UDP_CHECK. */
  static final class Udp implements Details {
    @Nullable Octets payload;
    boolean requireReply;
    Optional<UdpCheck.ReplyPattern> reply = Optional.empty();
    int minReply;
    int maxReply = 255;
  }

  /** MISC_CHECK. */
  static final class Misc implements Details {
    @Nullable ScriptLine line;
    @Nullable Duration timeout;
    boolean dynamic;
    Optional<ScriptCommand> command = Optional.empty();
    @Nullable ScriptUserWords user;
  }

  /** FILE_CHECK. */
  static final class File implements Details {
    @Nullable TrackFile file;
    @Nullable Integer weight;
    @Nullable Boolean reverse;
  }

  /** BFD_CHECK. */
  static final class Bfd implements Details {
    @Nullable String name;
  }
}
