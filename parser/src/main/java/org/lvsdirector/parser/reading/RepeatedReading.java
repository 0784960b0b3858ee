package org.lvsdirector.parser.reading;

import java.util.Optional;
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
  private final Parse<R> parse;
  private @Nullable Last<R> last;

  private record Last<R>(Answers answers, R result) {}

  /**
   * What is repeated; depends on nothing but what files and host say.
   *
   * @param <R> what it gives
   */
  @FunctionalInterface
  public interface Parse<R> {
    /** All that files and host say. */
    R parse(SourceLoader files, Environment host);

    /**
     * How to go on from the last result, when one file is all that differs.
     *
     * @param before its text at the last reading
     * @param now its text now
     * @return empty if everything is to be parsed
     */
    default Optional<Patch<R>> patch(
        SourceLoader.Loaded.Text before, SourceLoader.Loaded.Text now) {
      return Optional.empty();
    }
  }

  /**
   * A change of the last result.
   *
   * @param <R> what it gives
   */
  @FunctionalInterface
  public interface Patch<R> {
    /** The new result; empty if it turns out that everything is to be parsed. */
    Optional<R> apply(SourceLoader files, Environment host);
  }

  /**
   * Nothing read yet.
   *
   * @param files the files as they are at the moment of a reading
   * @param host the host as it is at the moment of a reading
   * @param parse what is to be repeated
   */
  public RepeatedReading(Supplier<SourceLoader> files, Supplier<Environment> host, Parse<R> parse) {
    this.files = files;
    this.host = host;
    this.parse = parse;
  }

  /** What the files and the host say now. */
  public R read() {
    Answers now = new Answers(files.get(), host.get());
    Last<R> known = last;
    Optional<Question<?>> changed = known == null ? Optional.empty() : known.answers.first(now);
    if (known != null && changed.isEmpty()) {
      return known.result;
    }
    Optional<R> patched =
        known == null ? Optional.empty() : changed.flatMap(q -> patched(known.answers, now, q));
    // Nobody needs two texts while the new one is parsed.
    last = null;
    R result =
        patched.orElseGet(() -> parse.parse(new AskingLoader(now), new AskingEnvironment(now)));
    last = new Last<>(now, result);
    return result;
  }

  /** All other answers must be as they were, those too that the new text does not need any more. */
  private Optional<R> patched(Answers before, Answers now, Question<?> changed) {
    if (!(changed instanceof Question.Load load)
        || !(before.to(load) instanceof SourceLoader.Loaded.Text old)
        || !(now.to(load) instanceof SourceLoader.Loaded.Text fresh)
        || !old.directory().equals(fresh.directory())) {
      return Optional.empty();
    }
    return parse
        .patch(old, fresh)
        .filter(_ -> before.holdBut(load, now))
        .flatMap(patch -> patch.apply(new AskingLoader(now), new AskingEnvironment(now)));
  }
}
