package org.lvsdirector.provision.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.parser.KeepalivedConfParser;
import org.lvsdirector.parser.ParseResult;
import org.lvsdirector.parser.io.FileSystemLoader;
import org.lvsdirector.parser.io.SystemEnvironment;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.DiagnosticPrinter;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.syntax.ReadOptions;
import org.lvsdirector.provision.vip.Assignments;

/**
 * keepalived.conf as far as provisioning is concerned: which virtual address belongs on which real
 * server.
 */
final class ConfigFile {
  /** Where keepalived itself looks. */
  static final Path DEFAULT = Path.of("/etc/keepalived/keepalived.conf");

  private ConfigFile() {}

  /**
   * Reads a configuration. Errors in it are told; the items that they drop are missing from the
   * result, as they are from the daemon's.
   *
   * @param complaint told each error, ready to print
   * @throws IllegalArgumentException if there is no using the file at all
   */
  static Assignments read(Path file, Optional<String> configId, Consumer<String> complaint) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "cannot read " + file + (Files.exists(file) ? ": permission denied" : ": no such file"));
    }
    String id = configId.orElseGet(() -> hostName().replaceFirst("\\..*", ""));
    ReadOptions options = new ReadOptions(id, false, System.getenv(), 1);
    ParseResult result =
        new KeepalivedConfParser(new FileSystemLoader(Path.of("")), new SystemEnvironment())
            .parse(file.toString(), options);
    List<Diagnostic> errors =
        result.diagnostics().stream()
            .filter(d -> d.severity() == Severity.ERROR || d.severity() == Severity.FATAL)
            .toList();
    DiagnosticPrinter printer = new DiagnosticPrinter(false);
    errors.forEach(d -> complaint.accept(printer.print(d)));
    if (!result.canStart()) {
      throw new IllegalArgumentException(file + " cannot be used; see above");
    }
    return Assignments.of(result.config());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
