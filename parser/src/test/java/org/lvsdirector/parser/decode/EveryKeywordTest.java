package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.keyword.Keyword;
import org.lvsdirector.parser.keyword.KeywordTable;

/** Every keyword of the table reaches a decoder that knows it, with and without arguments. */
class EveryKeywordTest {
  private static final Map<String, String> NAMES =
      Map.of(
          "virtual_server", "10.0.0.1 80",
          "real_server", "10.0.0.2 80",
          "global_defs", "",
          "SSL", "",
          "garp_group", "");

  @Test
  void noKeywordIsWithoutDecoder() {
    var forgotten = new ArrayList<String>();
    for (Keyword k : KeywordTable.standard().rows()) {
      if (k.kind() == Keyword.Kind.WORD || k.kind() == Keyword.Kind.PREPROCESSOR) {
        continue;
      }
      for (String arguments : List.of("", " 1", " eth0 2 3", " /good/x")) {
        ParseResult result = Parsed.of(config(k, arguments));
        Parsed.messages(result).stream()
            .filter(m -> m.startsWith("no decoder") || unknown(m, k))
            .forEach(m -> forgotten.add(k.path() + " " + k.name() + ": " + m));
      }
    }
    assertThat(forgotten).isEmpty();
  }

  private static boolean unknown(String message, Keyword k) {
    return message.contains("unknown keyword \"" + k.name() + "\"");
  }

  private static String config(Keyword k, String arguments) {
    String prefix = k.own() ? "@lvs_director " : "";
    var text = new StringBuilder();
    List<String> path = k.path().equals(Keyword.ROOT) ? List.of() : List.of(k.path().split("\\."));
    for (String block : path) {
      text.append(prefix).append(block).append(' ').append(NAMES.getOrDefault(block, "X"));
      text.append(" {\n");
    }
    text.append(prefix).append(k.name()).append(arguments);
    switch (k.kind()) {
      case BLOCK, VALUEBLOCK -> text.append(" {\n").append(prefix).append("}\n");
      default -> text.append('\n');
    }
    for (int i = 0; i < path.size(); i++) {
      text.append(prefix).append("}\n");
    }
    return text.toString();
  }
}
