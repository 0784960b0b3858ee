package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.Locale;
import org.lvsdirector.parser.model.DnsType;
import org.lvsdirector.parser.syntax.Statement;

/**
 * The keywords that only DNS, MISC, FILE and BFD checks have (keepalived reference, LVS 20, 21, 24,
 * 25).
 */
final class SpecialCheckerDecoder {
  private static final Range MISC_TIMEOUT = Range.of(0, 4294);
  private static final Range FILE_WEIGHT = Range.of(-2_147_483_647L, 2_147_483_647L);

  private final CheckerDecoder in;
  private final LvsContext lvs;

  SpecialCheckerDecoder(CheckerDecoder in, LvsContext lvs) {
    this.in = in;
    this.lvs = lvs;
  }

  boolean dns(Statement s, CheckerDraft.Dns dns) {
    switch (s.keyword().text()) {
      case "type" -> {
        String name = BlockDecoder.text(s, 0).toUpperCase(Locale.ROOT);
        for (DnsType type : DnsType.values()) {
          if (type.name().equals(name)) {
            dns.type = type;
            return true;
          }
        }
        in.error(s, "type: \"" + BlockDecoder.text(s, 0) + "\" is not a query type, ignored");
      }
      case "name" -> name(s, dns);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void name(Statement s, CheckerDraft.Dns dns) {
    String name = BlockDecoder.text(s, 0);
    if (dns.name != null) {
      in.error(s, "name is written again, the first one stays");
    } else if (!name.equals(".") && (name.startsWith(".") || name.contains(".."))) {
      in.error(s, "name: \"" + name + "\" has an empty label, ignored");
    } else {
      dns.name = name;
    }
  }

  boolean misc(Statement s, CheckerDraft.Misc misc) {
    switch (s.keyword().text()) {
      case "misc_path" -> misc.line = lvs.scripts().line(s, in.where()).orElse(null);
      case "misc_timeout" ->
          in.integer(s, 0, MISC_TIMEOUT)
              .ifPresent(v -> misc.timeout = v == 0 ? null : Duration.ofSeconds(v));
      case "misc_dynamic" -> misc.dynamic = true;
      case "user" -> misc.user = new ScriptUserWords(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean file(Statement s, CheckerDraft.File file) {
    switch (s.keyword().text()) {
      case "track_file" -> {
        String name = BlockDecoder.text(s, 0);
        file.file = lvs.trackFile(name).orElse(null);
        if (file.file == null) {
          in.error(s, "track_file \"" + name + "\" is not defined before its use");
        }
      }
      case "weight" -> {
        in.integer(s, 0, FILE_WEIGHT).ifPresent(v -> file.weight = (int) v);
        switch (BlockDecoder.text(s, 1)) {
          case "" -> {}
          case "reverse" -> file.reverse = true;
          case "noreverse" -> file.reverse = false;
          default -> in.error(s, "weight: \"" + BlockDecoder.text(s, 1) + "\" (expected reverse)");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean bfd(Statement s, CheckerDraft.Bfd bfd) {
    switch (s.keyword().text()) {
      case "name" -> {
        String name = BlockDecoder.text(s, 0);
        if (lvs.bfdNames().contains(name)) {
          bfd.name = name;
        } else {
          in.error(s, "bfd_instance \"" + name + "\" is not defined before its use");
        }
      }
      case "alpha" -> in.bool(s).ifPresent(v -> in.checker.timing.alpha = v);
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean usable(CheckerDraft.Misc misc) {
    if (misc.line == null) {
      in.out.error(in.checker.range, "no misc_path; checker ignored" + in.where());
      return false;
    }
    misc.command = lvs.scripts().checkerCommand(misc.line, misc.user, in.where());
    return misc.command.isPresent();
  }

  boolean usable(CheckerDraft.File file) {
    if (file.file == null) {
      in.out.error(in.checker.range, "no usable track_file; checker ignored" + in.where());
    }
    return file.file != null;
  }

  boolean usable(CheckerDraft.Bfd bfd) {
    if (bfd.name == null) {
      in.out.error(in.checker.range, "no usable name; checker ignored" + in.where());
    }
    return bfd.name != null;
  }
}
