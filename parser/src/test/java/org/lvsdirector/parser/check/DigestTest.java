package org.lvsdirector.parser.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.Environment.LocalAddress;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.decode.FakeEnvironment;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.MemoryLoader;
import org.lvsdirector.parser.syntax.ReadOptions;

class DigestTest {
  private static final SourceRange PLACE = SourceRange.wholeFile(SourceFile.main("a.conf", ""));

  private static List<Diagnostic> places(Lint lint, int number) {
    List<Diagnostic> places = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      places.add(lint.at(PLACE, "place " + i));
    }
    return places;
  }

  private static List<String> messages(List<Diagnostic> findings) {
    return findings.stream().map(Diagnostic::message).toList();
  }

  @Test
  void showsTheFirstPlacesOfALintAndCountsTheOthers() {
    List<Diagnostic> digest = Digest.of(places(Lint.NO_CHECKER, 12));
    assertThat(digest).hasSize(Digest.PLACES + 1);
    assertThat(messages(digest))
        .startsWith("place 1", "place 2")
        .endsWith("place 10", "and 2 more like these");
    assertThat(digest.getLast().lint()).hasValue("no-checker");
    assertThat(digest.getLast().range().file().name()).isEqualTo("a.conf");
  }

  @Test
  void showsAllPlacesWhenTheyAreFew() {
    assertThat(messages(Digest.of(places(Lint.NO_CHECKER, Digest.PLACES))))
        .hasSize(Digest.PLACES)
        .doesNotContain("and 0 more like these");
  }

  @Test
  void countsEachLintByItself() {
    var both = new ArrayList<>(places(Lint.NO_CHECKER, 11));
    both.addAll(places(Lint.SLOW_CHECK, 3));
    assertThat(messages(Digest.of(both)))
        .endsWith("place 10", "and 1 more like these", "place 1", "place 2", "place 3");
  }

  @Test
  void saysTheReasonOfALintOnce() {
    assertThat(Digest.of(places(Lint.NO_CHECKER, 3)))
        .extracting(d -> d.hint().isPresent())
        .containsExactly(true, false, false);
  }

  @Test
  void keepsEveryFindingThatIsNoLint() {
    List<Diagnostic> errors = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      errors.add(
          Diagnostic.error(ErrorClass.GENERAL_ERROR, "error " + i, PLACE).withHint("expected x"));
    }
    assertThat(Digest.of(errors)).isEqualTo(errors);
  }

  /** What a daemon keeps of a file is enough for what it says. */
  @Test
  void isTheSameWhenOnlyWhatItShowsIsKept() {
    var text = new StringBuilder("virtual_server 10.0.0.1 80 {\n lvs_method DR\n");
    for (int i = 1; i <= 25; i++) {
      text.append(" real_server 10.1.0.").append(i).append(" 80 {\n }\n");
    }
    text.append(" bad_word\n}\n");
    var environment = new FakeEnvironment();
    environment.addresses.add(
        new LocalAddress("eth0", new IpPrefix(InetAddress.ofLiteral("10.0.0.7"), 24)));
    var parser = new KeepalivedConfParser(MemoryLoader.of(text.toString()), environment);
    ReadOptions options = ReadOptions.of("test");
    List<Diagnostic> all = parser.parse("keepalived.conf", options).diagnostics();
    List<Diagnostic> kept = parser.forDigest().parse("keepalived.conf", options).diagnostics();
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(kept).hasSizeLessThan(30);
    assertThat(Digest.of(kept).stream().map(Diagnostic::toString))
        .containsExactlyElementsOf(Digest.of(all).stream().map(Diagnostic::toString).toList());
    assertThat(parser.withoutLints().forDigest().parse("keepalived.conf", options).diagnostics())
        .allMatch(finding -> finding.lint().isEmpty());
  }

  @Test
  void countsPlacesThatWereNotKept() {
    List<Diagnostic> places = places(Lint.NO_CHECKER, 12);
    places.add(places.getLast().andMore(100));
    assertThat(messages(Digest.of(places)))
        .hasSize(Digest.PLACES + 1)
        .endsWith("place 10", "and 102 more like these");
  }
}
