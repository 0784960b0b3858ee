package org.lvsdirector.parser.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.lvsdirector.parser.Environment.RoutingTable;

/** Looks names up in iproute2's files (keepalived reference, parser 15.6). */
final class IprouteNames {
  private static final List<String> DIRECTORIES =
      List.of("/etc/iproute2", "/usr/share/iproute2", "/usr/lib/iproute2");

  private IprouteNames() {}

  static OptionalLong find(RoutingTable table, String name, List<String> directories) {
    String file =
        switch (table) {
          case TABLES -> "rt_tables";
          case PROTOCOLS -> "rt_protos";
          case SCOPES -> "rt_scopes";
          case REALMS -> "rt_realms";
          case DSFIELD -> "rt_dsfield";
          case GROUPS -> "group";
        };
    for (String directory : directories.isEmpty() ? DIRECTORIES : directories) {
      for (Path path : files(Path.of(directory), file)) {
        OptionalLong number = find(path, name);
        if (number.isPresent()) {
          return number;
        }
      }
    }
    return OptionalLong.empty();
  }

  private static List<Path> files(Path directory, String file) {
    var files = new ArrayList<Path>();
    files.add(directory.resolve(file));
    Path more = directory.resolve(file + ".d");
    if (Files.isDirectory(more)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(more, "*.conf")) {
        stream.forEach(files::add);
      } catch (IOException e) {
        return files;
      }
    }
    return files;
  }

  private static OptionalLong find(Path file, String name) {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(l -> l.strip().split("[ \t]+"))
          .filter(w -> w.length >= 2 && w[1].equals(name))
          .filter(w -> w[0].matches("[0-9]{1,10}|0x[0-9a-fA-F]{1,8}"))
          .mapToLong(
              w -> Long.decode(w[0].startsWith("0x") ? w[0] : w[0].replaceFirst("^0+(?=.)", "")))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }
}
