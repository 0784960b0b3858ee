package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.lvsdirector.parser.source.SourceFile;
import org.lvsdirector.parser.source.SourceLoader;

/** The logical lines of a text, for tests of other packages. */
public final class Lines {
  private Lines() {}

  /**
   * The lines of the parent process, braces on lines of their own, words separated by single
   * blanks.
   */
  public static List<String> of(String text) {
    return of(MemoryLoader.of(text), text, "me");
  }

  /** The same with files to include and the config id. */
  public static List<String> of(SourceLoader loader, String text, String configId) {
    LineSource source = LineSource.ofFiles(new Findings());
    LogicalLines lines = new LogicalLines(loader, ReadOptions.of(configId), source);
    lines.openMain(
        new Frame(
            SourceFile.main("keepalived.conf", text),
            loader.workingDirectory(),
            loader.workingDirectory() + "/keepalived.conf",
            EnumSet.noneOf(IncludeCheck.class),
            false,
            false));
    Lexer lexer = new Lexer();
    List<String> found = new ArrayList<>();
    for (LineText line = lines.next(); line != null; line = lines.next()) {
      StringBuilder out = new StringBuilder(lines.own() ? "@ " : "");
      for (Word word : lexer.split(line)) {
        out.append(word.quoted() ? "\"" + word.text() + "\"" : word.text()).append(' ');
      }
      found.add(out.toString().strip());
    }
    return found;
  }
}
