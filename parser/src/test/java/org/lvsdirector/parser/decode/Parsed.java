package org.lvsdirector.parser.decode;

import java.util.List;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.syntax.MemoryLoader;
import org.lvsdirector.parser.syntax.ReadOptions;

/** Parses a text as /etc/keepalived/keepalived.conf on a {@link FakeEnvironment}. */
public final class Parsed {
  private Parsed() {}

  public static ParseResult of(String text) {
    return of(text, new FakeEnvironment());
  }

  public static ParseResult of(String text, FakeEnvironment environment) {
    return new KeepalivedConfParser(MemoryLoader.of(text), environment)
        .parse("keepalived.conf", ReadOptions.of("test"));
  }

  /** Messages that count for keepalived's exit status. */
  public static List<String> counted(ParseResult result) {
    return result.diagnostics().stream()
        .filter(d -> d.errorClass() != ErrorClass.OK)
        .map(Diagnostic::message)
        .toList();
  }

  /** All messages. */
  public static List<String> messages(ParseResult result) {
    return result.diagnostics().stream().map(Diagnostic::message).toList();
  }
}
