package org.lvsdirector.provision.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.provision.convert.Conversion;
import org.lvsdirector.provision.convert.LdirectordConverter;
import org.lvsdirector.provision.convert.PiranhaConverter;
import picocli.CommandLine;

/**
 * {@code convert}: the file of another load balancer to keepalived.conf. Status 0 complete, 2 with
 * remarks, 1 failed.
 */
@CommandLine.Command(
    name = "convert",
    description = {
      "Converts Piranha's lvs.cf or ldirectord.cf to keepalived.conf, on standard output.",
      "What has no equivalent is listed on standard error and at the head of the result. Exit status 2 then, else 0."
    },
    mixinStandardHelpOptions = true)
public final class ConvertCommand implements Callable<Integer> {
  @CommandLine.Parameters(paramLabel = "FILE", description = "lvs.cf or ldirectord.cf")
  private @Nullable Path file;

  @CommandLine.Option(
      names = "--from",
      paramLabel = "FORMAT",
      description = "piranha or ldirectord; told from the content by default")
  private @Nullable String from;

  @CommandLine.Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "primary",
      description = "for lvs.cf: primary (default) or backup, the director that the result is for")
  private String role = "primary";

  @CommandLine.Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write here; an existing file is not overwritten")
  private @Nullable Path output;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (file == null || spec == null) {
      throw new IllegalStateException("picocli has not filled in the command");
    }
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isReadable(file)) {
      err.println(
          "lvs-director: cannot read "
              + file
              + (Files.exists(file) ? ": permission denied" : ": no such file"));
      return 1;
    }
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    Optional<String> format = Optional.ofNullable(from).or(() -> guess(lines));
    if (format.isEmpty() || !(role.equals("primary") || role.equals("backup"))) {
      err.println(
          format.isEmpty()
              ? "lvs-director: "
                  + file
                  + " looks neither like lvs.cf nor like ldirectord.cf; say --from piranha or --from ldirectord"
              : "lvs-director: --role " + role + " (expected primary or backup)");
      return 1;
    }
    Conversion conversion =
        format.get().equals("piranha")
            ? PiranhaConverter.convert(lines, role.equals("primary"))
            : LdirectordConverter.convert(lines);
    return write(conversion, file, spec.commandLine().getOut(), err);
  }

  private int write(Conversion conversion, Path source, PrintWriter out, PrintWriter err)
      throws IOException {
    StringBuilder text =
        new StringBuilder("# Converted by lvs-director from " + source.getFileName() + "\n");
    conversion.remarks().forEach(r -> text.append("#   ").append(r).append('\n'));
    text.append('\n');
    conversion.lines().forEach(l -> text.append(l).append('\n'));
    if (output == null) {
      out.print(text);
      out.flush();
    } else if (Files.exists(output)) {
      err.println("lvs-director: " + output + " exists and is not overwritten");
      return 1;
    } else {
      Files.writeString(output, text);
    }
    conversion.remarks().forEach(r -> err.println(source + ": " + r));
    return conversion.remarks().isEmpty() ? 0 : 2;
  }

  /** Only ldirectord has {@code virtual=}; only Piranha has blocks. */
  private static Optional<String> guess(List<String> lines) {
    if (lines.stream().anyMatch(l -> l.matches("virtual6?\\s*=.*"))) {
      return Optional.of("ldirectord");
    }
    return lines.stream()
            .anyMatch(l -> l.matches("\\s*(virtual|failover)\\s+\\S+\\s*\\{\\s*|serial_no\\s*=.*"))
        ? Optional.of("piranha")
        : Optional.empty();
  }
}
