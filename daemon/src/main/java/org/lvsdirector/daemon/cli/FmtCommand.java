package org.lvsdirector.daemon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lvsdirector.parser.config.Formatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fmt}: one canonical layout; keepalived reads the result the same. */
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    description =
        "Lays a configuration file out in one canonical way. Comments, includes and definitions stay as they are written.")
final class FmtCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the configuration")
  private Path file = Path.of("");

  @Option(names = "--write", description = "replace the file instead of printing the result")
  private boolean write;

  /**
   * Bytes go through unchanged whatever their encoding: the format knows ASCII only, and so does
   * keepalived.
   */
  @Override
  public Integer call() throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return switch (Formatter.format(text)) {
      case Formatter.Result.Refused(var line, var reason) -> {
        System.err.println(file + ":" + line + ": not formatted: " + reason);
        yield 1;
      }
      case Formatter.Result.Formatted(var result, var changed) -> {
        if (!write) {
          System.out.write(result.getBytes(StandardCharsets.ISO_8859_1));
          System.out.flush();
        } else if (changed) {
          replace(result);
        }
        yield 0;
      }
    };
  }

  /**
   * Written beside and moved into place, so that a daemon that reads at this moment sees the old or
   * the new file.
   */
  private void replace(String text) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    Path fresh = Path.of(file + ".fmt");
    Files.writeString(fresh, text, StandardCharsets.ISO_8859_1);
    Files.setPosixFilePermissions(fresh, mode);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
