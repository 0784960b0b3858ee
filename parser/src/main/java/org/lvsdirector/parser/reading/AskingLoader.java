package org.lvsdirector.parser.reading;

import org.lvsdirector.parser.source.SourceLoader;

/** Files whose every answer is remembered. */
record AskingLoader(Answers answers) implements SourceLoader {
  @Override
  public String workingDirectory() {
    return answers.to(new Question.WorkingDirectory());
  }

  @Override
  public Loaded load(String path) {
    return answers.to(new Question.Load(path));
  }

  @Override
  public Matches expand(String directory, String pattern) {
    return answers.to(new Question.Expand(directory, pattern));
  }
}
