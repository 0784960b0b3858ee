package org.lvsdirector.parser.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.source.SourceLoader;

/**
 * The questions of one reading, in their order, with their answers. A question that is put twice is
 * answered the second time as it was the first.
 */
final class Answers {
  private final SourceLoader files;
  private final Environment host;
  private final Map<Question<?>, Object> given = new LinkedHashMap<>();

  Answers(SourceLoader files, Environment host) {
    this.files = files;
    this.host = host;
  }

  @SuppressWarnings("unchecked") // what stands behind a question is what it answered
  <A> A to(Question<A> question) {
    Object known = given.get(question);
    if (known == null) {
      known = question.put(files, host);
      given.put(question, known);
    }
    return (A) known;
  }

  /**
   * The first question that another look answers otherwise; none if all is as it was. Which
   * questions follow one may depend on its answer. What was asked until then stays with {@code
   * now}.
   */
  Optional<Question<?>> first(Answers now) {
    for (Question<?> question : given.keySet()) {
      if (!holds(question, now)) {
        return Optional.of(question);
      }
    }
    return Optional.empty();
  }

  /** Whether another look answers all but one question as before. */
  boolean holdBut(Question<?> one, Answers now) {
    return given.keySet().stream()
        .allMatch(question -> question.equals(one) || holds(question, now));
  }

  private <A> boolean holds(Question<A> question, Answers now) {
    A before = to(question);
    if (!now.given.containsKey(question) && question.isStill(before, now.files)) {
      now.given.put(question, before);
      return true;
    }
    return question.same(before, now.to(question));
  }
}
