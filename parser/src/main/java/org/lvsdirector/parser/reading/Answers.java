package org.lvsdirector.parser.reading;

import java.util.LinkedHashMap;
import java.util.Map;
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
   * Whether another look gives the same answers. Ends with the first that differs: which questions
   * follow may depend on it. What was asked until then stays with {@code now}.
   */
  boolean stillHold(Answers now) {
    return given.keySet().stream().allMatch(question -> holds(question, now));
  }

  private <A> boolean holds(Question<A> question, Answers now) {
    return question.same(to(question), now.to(question));
  }
}
