package org.lvsdirector.parser.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.IncrementalParser;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.syntax.ReadOptions;

/** Reads one file again and again as it changes, and compares with a parser that saw nothing. */
public final class Rereading {
  private final SourceLoader others;
  private final Environment host;
  private final String path;
  private final boolean lints;
  private final ReadOptions options = ReadOptions.of("test");
  private final RepeatedReading<ParseResult> reading;
  private String text = "";
  private int whole;
  private int readings;

  /**
   * Nothing read yet.
   *
   * @param others all files but the one that changes
   * @param path the one that changes
   * @param lints whether to look for traps; without, lines of blocks that only moved are not
   *     compared
   */
  public Rereading(SourceLoader others, Environment host, String path, boolean lints) {
    this.others = others;
    this.host = host;
    this.path = path;
    this.lints = lints;
    IncrementalParser parser = new IncrementalParser(this::parser, path, options);
    this.reading =
        new RepeatedReading<>(
            () -> new Texts(text),
            () -> host,
            new RepeatedReading.Parse<>() {
              @Override
              public ParseResult parse(SourceLoader files, Environment environment) {
                whole++;
                return parser.parse(files, environment);
              }

              @Override
              public Optional<RepeatedReading.Patch<ParseResult>> patch(
                  SourceLoader.Loaded.Text before, SourceLoader.Loaded.Text now) {
                return parser.patch(before, now);
              }
            });
  }

  /** What the next reading finds. */
  public ParseResult read(String now) {
    text = now;
    readings++;
    return reading.read();
  }

  /** Reads it both ways; what is not the same, if anything. */
  public Optional<String> difference(String now) {
    List<String> read = words(read(now));
    List<String> fresh = words(parser(new Texts(now), host).parse(path, options));
    return read.equals(fresh)
        ? Optional.empty()
        : Optional.of("read again: " + read + "\nread whole: " + fresh);
  }

  /** How many readings did without parsing the whole text. */
  public int spared() {
    return readings - whole;
  }

  private KeepalivedConfParser parser(SourceLoader files, Environment environment) {
    KeepalivedConfParser parser = new KeepalivedConfParser(files, environment);
    return lints ? parser : parser.withoutLints();
  }

  private List<String> words(ParseResult result) {
    String config = result.config().toString();
    return Stream.concat(
            Stream.of(
                lints ? config : config.replaceAll("range=[^,\\]]*", "range"),
                result.exitStatus() + " " + result.startStatus()),
            result.diagnostics().stream().map(Object::toString))
        .toList();
  }

  /** The file as it is now, and all others as they are. */
  private final class Texts implements SourceLoader {
    private final String now;

    private Texts(String now) {
      this.now = now;
    }

    @Override
    public String workingDirectory() {
      return others.workingDirectory();
    }

    @Override
    public Loaded load(String name) {
      return name.equals(path) || name.endsWith("/" + path)
          ? new Loaded.Text("/", now)
          : others.load(name);
    }

    @Override
    public Matches expand(String directory, String pattern) {
      return others.expand(directory, pattern);
    }
  }
}
