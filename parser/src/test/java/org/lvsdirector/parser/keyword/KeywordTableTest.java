package org.lvsdirector.parser.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.syntax.Schema;

class KeywordTableTest {
  private final KeywordTable table = KeywordTable.standard();

  @ParameterizedTest
  @ValueSource(strings = {"core-vrrp-keywords.tsv", "lvs-keywords.tsv"})
  void everyKeywordOfKeepalivedIsInTheTable(String list) throws IOException {
    Set<List<String>> known = new HashSet<>();
    table.rows().forEach(k -> known.add(List.of(k.path(), k.name())));
    try (InputStream in =
        Objects.requireNonNull(KeywordTableTest.class.getResourceAsStream(list))) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
      assertThat(lines).hasSizeGreaterThan(100);
      for (String line : lines) {
        assertThat(known).contains(List.of(line.split("\t")));
      }
    }
  }

  @Test
  void nineTenthsOfKeepalivedsKeywordsHaveTheirEffect() {
    List<Keyword> theirs = table.rows().stream().filter(k -> !k.own()).toList();
    long used = theirs.stream().filter(k -> k.support() == Support.USED).count();
    assertThat(used * 10).isGreaterThanOrEqualTo(theirs.size() * 9L);
  }

  @Test
  void whatIsIgnoredOrUnsupportedSaysWhy() {
    assertThat(table.rows())
        .filteredOn(k -> k.support() != Support.USED)
        .allSatisfy(k -> assertThat(k.note()).as(k.path() + " " + k.name()).isNotEmpty());
  }

  @Test
  void noRowIsWrittenTwice() {
    assertThat(table.rows().stream().map(k -> List.of(k.path(), k.name()))).doesNotHaveDuplicates();
  }

  @Test
  void ourKeywordsAreMarkedForTheBlockParser() {
    Schema.Entry entry = table.lookup(List.of("global_defs"), "worker_heap");
    assertThat(entry.own()).isTrue();
    assertThat(table.lookup(List.of("global_defs"), "router_id").own()).isFalse();
    assertThat(table.lookup(List.of("vrrp_instance"), "router_id")).isEqualTo(Schema.Entry.UNKNOWN);
  }

  @Test
  void blocksOfEntriesAreNotBlocksOfKeywords() {
    assertThat(table.lookup(List.of("vrrp_instance"), "virtual_ipaddress").kind())
        .isEqualTo(Schema.Kind.VALUE_BLOCK);
    assertThat(table.lookup(List.of("vrrp_instance"), "track_file").kind())
        .isEqualTo(Schema.Kind.VALUE_BLOCK);
    assertThat(table.lookup(List.of(), "track_file").kind()).isEqualTo(Schema.Kind.BLOCK);
    assertThat(table.lookup(List.of("vrrp_script"), "script").kind()).isEqualTo(Schema.Kind.SCRIPT);
  }

  @Test
  void printedListHasOneLinePerKeyword() {
    List<String> lines = KeywordsTsv.print(table).lines().toList();
    assertThat(lines).hasSize(table.rows().size() + 1);
    assertThat(lines).allMatch(l -> l.split("\t", -1).length == 6);
    assertThat(lines.getFirst()).isEqualTo("path\tkeyword\tsupport\targuments\tdefault\tnote");
  }

  @Test
  void generatedPageIsUpToDate() throws IOException {
    Path page = Path.of("../conf-examples/KEYWORDS.md");
    String wanted = KeywordsTsv.markdown(table);
    if (Boolean.getBoolean("rewrite")) {
      Files.createDirectories(Objects.requireNonNull(page.getParent()));
      Files.writeString(page, wanted);
    }
    assertThat(page)
        .as(
            "conf-examples/KEYWORDS.md; mvn -pl parser test -Dtest=KeywordTableTest -Drewrite=true refreshes it")
        .hasContent(wanted);
  }
}
