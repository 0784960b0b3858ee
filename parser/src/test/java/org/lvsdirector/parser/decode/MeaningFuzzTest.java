package org.lvsdirector.parser.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.DiagnosticPrinter;
import org.lvsdirector.parser.syntax.MemoryLoader;
import org.lvsdirector.parser.syntax.ReadOptions;

/**
 * The whole way from text to meaning, with lints: nothing throws, and a test of the file ends with
 * one of keepalived's statuses. Fuzzed by {@code JAZZER_FUZZ=1}; every build replays the seeds.
 */
class MeaningFuzzTest {
  private static final Set<Integer> STATUSES = Set.of(0, 2, 4, 5, 6);

  @FuzzTest
  void anyFileHasAMeaningAndAStatus(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    ParseResult result =
        new KeepalivedConfParser(MemoryLoader.of(text), new FakeEnvironment())
            .parse("/etc/keepalived/keepalived.conf", new ReadOptions("", false, Map.of(), 1));
    assertThat(STATUSES).contains(result.exitStatus());
    assertThat(result.config()).isNotNull();
    for (Diagnostic diagnostic : result.diagnostics()) {
      assertThat(diagnostic.message()).isNotBlank();
    }
    assertThat(new DiagnosticPrinter(true).print(result.diagnostics())).doesNotContain("\0");
  }
}
