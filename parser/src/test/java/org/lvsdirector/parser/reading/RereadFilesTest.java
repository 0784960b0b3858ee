package org.lvsdirector.parser.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.decode.FakeEnvironment;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.syntax.ReadOptions;

/** Real files, changed and read again: what is remembered says the same as a fresh parser. */
class RereadFilesTest {
  /** What happens to files; the last two are an editor's half and the way back. */
  private static final List<UnaryOperator<String>> EDITS =
      List.of(
          text -> text + "# a word at the end\n",
          text -> "\n" + text,
          text -> text.replaceFirst("weight [0-9]+", "weight 77"),
          text -> text.replaceFirst("priority [0-9]+", "priority 300"),
          text -> text.replaceFirst("real_server [0-9.]+", "real_server 203.0.113.99"),
          text -> text.replaceFirst("delay_loop", "delay_lop"),
          text -> text.replaceFirst("(?s)}[^}]*$", ""),
          text -> text + "static_ipaddress {\n 198.51.100.7/24 dev eth9\n}\n",
          text -> text.substring(0, text.length() / 2),
          text -> text);

  @TempDir private Path folder = Path.of("");
  private final FakeEnvironment host = new FakeEnvironment();
  private int parsed;
  private final RepeatedReading<ParseResult> reading =
      new RepeatedReading<>(
          this::files,
          () -> host,
          (files, environment) -> {
            parsed++;
            return parse(files, environment);
          });

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../conf-examples/dr-http-tcp/director1.conf",
        "../conf-examples/two-box/box1.conf",
        "src/test/resources/org/lvsdirector/parser/differential/lines.conf",
        "src/test/resources/org/lvsdirector/parser/differential/lvs.conf",
        "src/test/resources/org/lvsdirector/parser/differential/vrrp.conf"
      })
  void afterEachEditTheReadingIsThatOfAFreshParser(String example) throws IOException {
    String original = Files.readString(Path.of(example));
    write("k.conf", original);
    expectFresh();
    for (UnaryOperator<String> edit : EDITS) {
      write("k.conf", edit.apply(original));
      expectFresh();
    }
    host.interfaces.clear();
    expectFresh();
    host.interfaces.add("eth0");
    host.host = "other.example.org";
    expectFresh();
  }

  @Test
  void whateverBecomesOfIncludedFilesIsSeen() throws IOException {
    write("k.conf", "include conf.d/*.conf\ninclude late.conf\n");
    Files.createDirectory(folder.resolve("conf.d"));
    Path one = write("conf.d/1.conf", instance("ONE", 51));
    expectReadAnew();
    write("conf.d/2.conf", instance("TWO", 52));
    expectReadAnew();
    write("late.conf", instance("LATE", 53));
    expectReadAnew();
    write("conf.d/1.conf", instance("ONE", 54));
    expectReadAnew();
    Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
    expectReadAnew();
    Files.delete(one);
    expectReadAnew();
    Files.move(folder.resolve("late.conf"), folder.resolve("gone.conf"));
    expectReadAnew();
    Files.delete(folder.resolve("k.conf"));
    expectReadAnew();
  }

  @Test
  void aFileThatIsWrittenAnewWithTheSameTextIsNotParsed() throws IOException {
    write("k.conf", instance("ONE", 51));
    ParseResult first = reading.read();
    write("k.conf", instance("ONE", 51));
    write("other.conf", "");
    assertThat(reading.read()).isSameAs(first);
    assertThat(parsed).isOne();
  }

  private void expectReadAnew() {
    int before = parsed;
    expectFresh();
    assertThat(parsed).isEqualTo(before + 1);
  }

  private void expectFresh() {
    ParseResult read = reading.read();
    ParseResult fresh = parse(files(), host);
    assertThat(text(read)).isEqualTo(text(fresh));
    int before = parsed;
    assertThat(reading.read()).isSameAs(read);
    assertThat(parsed).isEqualTo(before);
  }

  /** With all places, which count in equality as the files they are in. */
  private static List<String> text(ParseResult result) {
    return Stream.concat(
            Stream.of(result.config().toString(), result.exitStatus() + " " + result.startStatus()),
            result.diagnostics().stream().map(Object::toString))
        .toList();
  }

  private static ParseResult parse(SourceLoader files, Environment environment) {
    return new KeepalivedConfParser(files, environment).parse("k.conf", ReadOptions.of("test"));
  }

  private SourceLoader files() {
    return new FileSystemLoader(folder);
  }

  private static String instance(String name, int number) {
    return "vrrp_instance " + name + " {\ninterface eth0\nvirtual_router_id " + number + "\n}\n";
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
