package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ldirectord.cf as sections: the global one, then one for each {@code virtual=} with the indented
 * lines below it.
 */
final class LdirectordFile {
  /** A section. */
  static final class Section {
    final String address;
    final int line;
    final List<Line> servers = new ArrayList<>();
    private final Map<String, Line> settings = new LinkedHashMap<>();

    Section(String address, int line) {
      this.address = address;
      this.line = line;
    }

    /** Takes a value out: what is left at the end has not been converted. */
    Optional<String> take(String key) {
      return Optional.ofNullable(settings.remove(key)).map(Line::value).filter(v -> !v.isEmpty());
    }

    /** What nobody took. */
    Map<String, Line> rest() {
      return settings;
    }
  }

  record Line(String value, int number) {}

  private LdirectordFile() {}

  /** The first section is the global one, with an empty address. */
  static List<Section> parse(List<String> lines, List<String> remarks) {
    List<Section> out = new ArrayList<>(List.of(new Section("", 0)));
    for (int i = 0; i < lines.size(); i++) {
      String raw = lines.get(i);
      String text = withoutComment(raw).strip();
      if (text.isEmpty()) {
        continue;
      }
      int equals = text.indexOf('=');
      if (equals < 1) {
        // Two settings are single words.
        out.getFirst().settings.put(text, new Line("yes", i + 1));
        continue;
      }
      String key = text.substring(0, equals).strip();
      String value = text.substring(equals + 1).strip();
      boolean indented = Character.isWhitespace(raw.charAt(0));
      if (key.equals("virtual") || key.equals("virtual6")) {
        out.add(new Section(value, i + 1));
      } else if (!indented) {
        out.getFirst().settings.put(key, new Line(unquote(value), i + 1));
      } else if (out.size() == 1) {
        remarks.add("line " + (i + 1) + ": " + key + " is indented but stands under no virtual");
      } else if (key.equals("real") || key.equals("real6")) {
        out.getLast().servers.add(new Line(value, i + 1));
      } else {
        out.getLast().settings.put(key, new Line(unquote(value), i + 1));
      }
    }
    return out;
  }

  private static String withoutComment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (i == 0 || line.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (c == '#' && !quoted) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  static String unquote(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
