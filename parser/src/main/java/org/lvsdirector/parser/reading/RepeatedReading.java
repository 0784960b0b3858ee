package org.lvsdirector.parser.reading;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.source.SourceLoader;

/**
 * Reads a configuration as often as asked. Files and host are asked each time, but where they
 * answer everything as they did the last time, the result of the last time is answered, the same
 * object, and no text is parsed. Used by one thread at a time.
 *
 * @param <R> what a reading gives
 */
public final class RepeatedReading<R> {
  private final Supplier<SourceLoader> files;
  private final Supplier<Environment> host;
  private final BiFunction<SourceLoader, Environment, R> parse;
  private @Nullable Last<R> last;

  private record Last<R>(Answers answers, R result) {}

  /**
   * Nothing read yet.
   *
   * @param files the files as they are at the moment of a reading
   * @param host the host as it is at the moment of a reading
   * @param parse what is to be repeated; may depend on nothing but these two
   */
  public RepeatedReading(
      Supplier<SourceLoader> files,
      Supplier<Environment> host,
      BiFunction<SourceLoader, Environment, R> parse) {
    this.files = files;
    this.host = host;
    this.parse = parse;
  }

  /** What the files and the host say now. */
  public R read() {
    Answers now = new Answers(files.get(), host.get());
    Last<R> known = last;
    if (known != null && known.answers.stillHold(now)) {
      return known.result;
    }
    // Nobody needs two texts while the new one is parsed.
    last = null;
    R result = parse.apply(new AskingLoader(now), new AskingEnvironment(now));
    last = new Last<>(now, result);
    return result;
  }
}
