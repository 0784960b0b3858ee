package org.lvsdirector.parser.source;

import java.util.List;

/**
 * Findings as text for people, as JSON, and in keepalived's own form. Source lines are shown with
 * their secrets masked, and messages must not hold any.
 */
public final class DiagnosticPrinter {
  private static final String RESET = "\u001b[0m";
  private static final int WIDEST = 160;

  private final boolean colours;

  /**
   * A printer.
   *
   * @param colours with ANSI colours, for a terminal
   */
  public DiagnosticPrinter(boolean colours) {
    this.colours = colours;
  }

  /**
   * One finding: place, severity and message, the source line with a mark, the hint, and the origin
   * stack.
   */
  public String print(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    out.append(colour("\u001b[1m", place(diagnostic.range()) + ": "));
    out.append(colour(colourOf(diagnostic.severity()), diagnostic.severity().word() + ": "));
    out.append(visible(diagnostic.message()));
    diagnostic
        .suggestion()
        .ifPresent(word -> out.append("; did you mean \"").append(visible(word)).append("\"?"));
    diagnostic.lint().ifPresent(name -> out.append(" [").append(name).append(']'));
    out.append('\n');
    appendSource(out, diagnostic.range());
    diagnostic.hint().ifPresent(hint -> out.append("  = ").append(visible(hint)).append('\n'));
    for (Origin origin : diagnostic.range().origins()) {
      out.append("  ")
          .append(place(origin.at()))
          .append(": ")
          .append(describe(origin))
          .append('\n');
    }
    return out.toString();
  }

  /** All findings, one after the other. */
  public String print(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      out.append(print(diagnostic));
    }
    return out.toString();
  }

  /**
   * keepalived's form, for tools that look for {@code Line N} (parser semantics 17.5).
   *
   * @param severalFiles more than one file is involved, or a child process speaks: the long form
   *     with the file name
   */
  public static String keepalivedForm(Diagnostic diagnostic, boolean severalFiles) {
    SourceRange range = diagnostic.range();
    String text = visible(diagnostic.message());
    if (range.line() == 0) {
      return text;
    }
    String line = "Line " + range.line() + ") ";
    return (severalFiles ? "(" + range.file().name() + ": " : "(") + line + text;
  }

  /**
   * A JSON array of objects with file, line, column, endColumn, severity, class, message, and what
   * else is known.
   */
  public static String json(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder("[");
    String separator = "";
    for (Diagnostic diagnostic : diagnostics) {
      out.append(separator).append("\n  ");
      appendJson(out, diagnostic);
      separator = ",";
    }
    return out.append(diagnostics.isEmpty() ? "]\n" : "\n]\n").toString();
  }

  private static void appendJson(StringBuilder out, Diagnostic diagnostic) {
    out.append('{');
    appendRange(out, diagnostic.range());
    out.append(",\"severity\":").append(quote(diagnostic.severity().word()));
    out.append(",\"class\":").append(quote(diagnostic.errorClass().name()));
    out.append(",\"message\":").append(quote(diagnostic.message()));
    diagnostic.hint().ifPresent(text -> out.append(",\"hint\":").append(quote(text)));
    diagnostic.suggestion().ifPresent(text -> out.append(",\"suggestion\":").append(quote(text)));
    diagnostic.lint().ifPresent(text -> out.append(",\"lint\":").append(quote(text)));
    List<Origin> origins = diagnostic.range().origins();
    if (!origins.isEmpty()) {
      out.append(",\"origins\":[");
      String separator = "";
      for (Origin origin : origins) {
        out.append(separator).append("{\"kind\":").append(quote(origin.kind().name()));
        out.append(",\"name\":").append(quote(origin.name())).append(',');
        appendRange(out, origin.at());
        out.append('}');
        separator = ",";
      }
      out.append(']');
    }
    out.append('}');
  }

  private static void appendRange(StringBuilder out, SourceRange range) {
    out.append("\"file\":").append(quote(range.file().name()));
    out.append(",\"line\":").append(range.line());
    out.append(",\"column\":").append(range.column());
    out.append(",\"endColumn\":").append(range.endColumn());
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static String place(SourceRange range) {
    return range.line() == 0 ? range.file().name() : range.start().toString();
  }

  private static String describe(Origin origin) {
    return switch (origin.kind()) {
      case INCLUDED -> "included from here";
      case EXPANDED -> "in the value of " + origin.name() + ", written here";
      case REPEATED -> "repeated by the " + visible(origin.name());
    };
  }

  private static void appendSource(StringBuilder out, SourceRange range) {
    if (range.line() == 0) {
      return;
    }
    String source = Secrets.shown(range.file(), range.line());
    if (source.isBlank() || source.length() > WIDEST) {
      return;
    }
    String number = String.valueOf(range.line());
    out.append("  ").append(number).append(" | ").append(visible(source)).append('\n');
    out.append(" ".repeat(number.length() + 2)).append(" | ");
    int column = Math.min(range.column(), source.length() + 1);
    for (int i = 0; i < column - 1; i++) {
      out.append(source.charAt(i) == '\t' ? '\t' : ' ');
    }
    int length = Math.min(range.endColumn(), source.length() + 1) - column;
    out.append("^".repeat(Math.max(1, length))).append('\n');
  }

  /** Text in which control characters cannot move the cursor. */
  private static String visible(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0);
      if (control && out == null) {
        out = new StringBuilder(text);
      }
      if (control && out != null) {
        out.setCharAt(i, '?');
      }
    }
    return out == null ? text : out.toString();
  }

  private String colour(String code, String text) {
    return colours ? code + text + RESET : text;
  }

  private static String colourOf(Severity severity) {
    return switch (severity) {
      case FATAL, ERROR -> "\u001b[1;31m";
      case WARNING -> "\u001b[1;35m";
      case INFO -> "\u001b[1;36m";
    };
  }
}
