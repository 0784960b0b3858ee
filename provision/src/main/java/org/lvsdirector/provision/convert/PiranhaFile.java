package org.lvsdirector.provision.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * lvs.cf as a tree: settings {@code name = value} and blocks {@code kind name { … }}, nothing
 * interpreted.
 */
final class PiranhaFile {
  /** A block, or the whole file. */
  static final class Block {
    final String kind;
    final String name;
    final int line;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    final List<Block> blocks = new ArrayList<>();

    Block(String kind, String name, int line) {
      this.kind = kind;
      this.name = name;
      this.line = line;
    }

    /** Takes a value out: what is left at the end has not been converted. */
    Optional<String> take(String key) {
      return Optional.ofNullable(settings.remove(key))
          .map(Setting::value)
          .filter(v -> !v.isEmpty());
    }

    /** Takes a value out, or gives another. */
    String take(String key, String otherwise) {
      return take(key).orElse(otherwise);
    }

    /** What nobody took. */
    Map<String, Setting> rest() {
      return settings;
    }
  }

  record Setting(String value, int line) {}

  private PiranhaFile() {}

  static Block parse(List<String> lines, List<String> remarks) {
    Block top = new Block("", "", 0);
    Deque<Block> open = new ArrayDeque<>(List.of(top));
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      Block current = open.getFirst();
      int equals = text.indexOf('=');
      if (text.equals("}")) {
        if (open.size() > 1) {
          open.removeFirst();
        } else {
          remarks.add("line " + (i + 1) + ": a closing brace without its block");
        }
      } else if (text.endsWith("{")) {
        String[] words = text.substring(0, text.length() - 1).strip().split("\\s+", 2);
        Block block = new Block(words[0], words.length > 1 ? unquote(words[1]) : "", i + 1);
        current.blocks.add(block);
        open.addFirst(block);
      } else if (equals > 0) {
        String key = text.substring(0, equals).strip();
        current.settings.put(key, new Setting(unquote(text.substring(equals + 1).strip()), i + 1));
      } else {
        remarks.add("line " + (i + 1) + ": not understood: " + text);
      }
    }
    if (open.size() > 1) {
      remarks.add("line " + open.getFirst().line + ": the block is never closed");
    }
    return top;
  }

  private static String unquote(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
