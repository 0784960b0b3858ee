package org.lvsdirector.parser.decode;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.HttpRequests.StatusRange;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.Word;

/** Reads a url block of HTTP_GET or SSL_GET (keepalived reference, LVS 17.3, 17.4). */
final class UrlDecoder extends LvsBlockDecoder {
  private static final Range STATUS = Range.of(100, 599);
  private static final Range OFFSET = Range.of(0, Long.MAX_VALUE);
  private static final Set<String> REGEX_OPTIONS =
      Set.of(
          ("allow_empty_class alt_bsux auto_callout caseless dollar_endonly dotall dupnames extended"
                  + " firstline match_unset_backref multiline never_ucp never_utf no_auto_capture"
                  + " no_auto_possess no_dotstar_anchor no_start_optimize ucp ungreedy utf"
                  + " never_backslash_c alt_circumflex alt_verbnames use_offset_limit")
              .split(" "));

  private final CheckerDecoder parent;
  private final CheckerDraft.UrlDraft url;

  UrlDecoder(CheckerDecoder parent, CheckerDraft.UrlDraft url) {
    super(parent.out, RealServerDecoder.PATH + "." + parent.checker.kind + ".url");
    this.parent = parent;
    this.url = url;
  }

  @Override
  String where() {
    return " in url" + parent.where();
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "path" -> url.path = replace(s, url.path);
      case "status_code" -> {
        if (s.args().isEmpty()) {
          out.note(s.range(), "status_code without a code has no effect" + where());
        }
        s.args().forEach(this::status);
      }
      case "digest" -> digest(s);
      case "virtualhost" -> url.virtualhost = replace(s, url.virtualhost);
      case "tls_compliant" -> url.tlsCompliant = bool(s);
      default -> regex(s);
    }
  }

  /** Whether the url can be asked for; reported if not. */
  boolean usable(Statement s) {
    CheckerDraft.RegexDraft regex = url.regex;
    if (regex.pattern == null && regex.anyOption) {
      error(s, "regex options without a regex, ignored");
    }
    if (regex.max >= 0 && regex.min > regex.max) {
      out.note(s.range(), "regex_min_offset is above regex_max_offset, both ignored" + where());
      regex.min = 0;
      regex.max = -1;
    }
    if (url.path == null) {
      out.error(s.range(), "url has no path, ignored" + parent.where());
      return false;
    }
    return true;
  }

  private void status(Word word) {
    String text = word.text();
    int dash = text.indexOf('-');
    Optional<Integer> low = code(dash < 0 ? text : text.substring(0, dash));
    Optional<Integer> high = dash < 0 ? low : code(text.substring(dash + 1));
    if (low.isEmpty() || high.isEmpty() || high.get() < low.get()) {
      out.error(
          word.range(),
          "status_code: \"" + text + "\" (expected a code or LOW-HIGH, " + STATUS + ")" + where());
    } else {
      url.codes.add(new StatusRange(low.get(), high.get()));
    }
  }

  private static Optional<Integer> code(String text) {
    Numbers.Parsed number = Numbers.integer(text, 10);
    return number.whole() && STATUS.contains(number.value())
        ? Optional.of((int) number.value())
        : Optional.empty();
  }

  private void digest(Statement s) {
    if (url.digest.isPresent()) {
      error(s, "digest is written again, the first one stays");
      return;
    }
    try {
      byte[] octets = HexFormat.of().parseHex(text(s, 0));
      if (octets.length == 16) {
        url.digest = Optional.of(Octets.of(octets));
        return;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the message: not hexadecimal
    }
    error(s, "digest: \"" + text(s, 0) + "\" (expected 32 hexadecimal digits), ignored");
  }

  private void regex(Statement s) {
    CheckerDraft.RegexDraft regex = url.regex;
    switch (s.keyword().text()) {
      case "regex" -> {
        if (s.args().size() != 1) {
          error(s, "regex takes exactly one word, put the pattern in double quotes");
        } else {
          if (regex.pattern != null) {
            error(s, "regex is written again and replaces the one before");
          }
          regex.pattern = text(s, 0);
        }
        return;
      }
      case "regex_no_match" -> regex.inverted = true;
      case "regex_options" -> s.args().forEach(w -> option(regex, w));
      case "regex_min_offset" -> integer(s, 0, OFFSET).ifPresent(v -> regex.min = v);
      case "regex_max_offset" -> integer(s, 0, OFFSET).ifPresent(v -> regex.max = v);
      case "regex_stack" -> {}
      default -> unhandled(s);
    }
    regex.anyOption = true;
  }

  private void option(CheckerDraft.RegexDraft regex, Word word) {
    if (REGEX_OPTIONS.contains(word.text())) {
      regex.options.add(word.text());
    } else {
      out.note(word.range(), "\"" + word.text() + "\" is not a regex option, ignored" + where());
    }
  }
}
