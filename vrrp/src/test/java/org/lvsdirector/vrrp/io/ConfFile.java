package org.lvsdirector.vrrp.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.io.SystemEnvironment;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.syntax.ReadOptions;

/** The meaning of a keepalived.conf that a test writes, on a host with every interface. */
final class ConfFile {
  private ConfFile() {}

  static KeepalivedConfig read(String text) {
    ParseResult result = parse(text);
    if (!result.canStart() || result.hasErrors()) {
      throw new AssertionError(result.diagnostics() + "\n" + text);
    }
    return result.config();
  }

  /** The same for words that are read with a complaint, as deprecated ones. */
  static KeepalivedConfig readAnyway(String text) {
    ParseResult result = parse(text);
    if (!result.canStart()) {
      throw new AssertionError(result.diagnostics() + "\n" + text);
    }
    return result.config();
  }

  private static ParseResult parse(String text) {
    try {
      Path file = Files.createTempFile("vrr", ".conf");
      try {
        Files.writeString(file, text);
        return new KeepalivedConfParser(new FileSystemLoader(Path.of("")), everyInterface())
            .parse(file.toString(), new ReadOptions("", false, Map.of(), 1));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Interfaces live in the namespaces of the test, where the parser does not look. */
  private static Environment everyInterface() {
    var system = new SystemEnvironment();
    return (Environment)
        Proxy.newProxyInstance(
            Environment.class.getClassLoader(),
            new Class<?>[] {Environment.class},
            (_, method, arguments) ->
                method.getName().equals("interfaceExists")
                    ? (Object) true
                    : method.invoke(system, arguments));
  }
}
