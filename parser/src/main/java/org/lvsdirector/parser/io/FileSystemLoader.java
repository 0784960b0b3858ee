package org.lvsdirector.parser.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.source.GlobPattern;
import org.lvsdirector.parser.source.SourceLoader;

/**
 * Reads configuration files from the file system.
 *
 * <p>Text is decoded as UTF-8, and byte by byte (ISO 8859-1) if it is not valid UTF-8, so that
 * every file can be read. Directories, files that are not regular and files with any execute bit
 * are not used, as keepalived does it (parser semantics 8.2).
 */
public final class FileSystemLoader implements SourceLoader {
  private static final long LARGEST = 64L << 20;
  private static final int MOST_MATCHES = 65_536;

  /** Bytes compared at once; a shorter file is read whole. */
  private static final int PIECE = 32 << 10;

  private static final char REPLACEMENT = '\uFFFD';

  private final Path workingDirectory;

  /** A loader that resolves the main file against the given directory. */
  public FileSystemLoader(Path workingDirectory) {
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  @Override
  public String workingDirectory() {
    return workingDirectory.toString();
  }

  @Override
  public Loaded load(String path) {
    Loaded found = usable(path);
    if (!(found instanceof Loaded.Text empty)) {
      return found;
    }
    try {
      byte[] bytes = Files.readAllBytes(workingDirectory.resolve(path));
      return new Loaded.Text(empty.directory(), decode(bytes));
    } catch (IOException e) {
      return unusable(e);
    }
  }

  /** What may be read: its directory and no text yet; or why it is not used. */
  private Loaded usable(String path) {
    try {
      Path file = workingDirectory.resolve(path);
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      if (attributes.isDirectory()) {
        return new Loaded.Unusable(Reason.DIRECTORY, "");
      }
      if (!attributes.isRegularFile()) {
        return new Loaded.Unusable(Reason.NOT_REGULAR, "");
      }
      if (isExecutable(attributes.permissions())) {
        return new Loaded.Unusable(Reason.EXECUTABLE, "");
      }
      if (attributes.size() > LARGEST) {
        return new Loaded.Unusable(
            Reason.TOO_LARGE, attributes.size() + " bytes, at most " + LARGEST);
      }
      Path parent = file.toAbsolutePath().getParent();
      String directory = parent == null ? "/" : parent.normalize().toString();
      return new Loaded.Text(directory, "");
    } catch (InvalidPathException e) {
      return new Loaded.Unusable(Reason.MISSING, e.getReason());
    } catch (IOException | UnsupportedOperationException e) {
      return unusable(e);
    }
  }

  private static Loaded unusable(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> new Loaded.Unusable(Reason.MISSING, "");
      case AccessDeniedException _ -> new Loaded.Unusable(Reason.UNREADABLE, "permission denied");
      default -> {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        yield new Loaded.Unusable(Reason.UNREADABLE, why);
      }
    };
  }

  private static boolean isExecutable(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.OWNER_EXECUTE)
        || permissions.contains(PosixFilePermission.GROUP_EXECUTE)
        || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  /** Compares piece by piece; a file with other than ASCII characters is read whole instead. */
  @Override
  public boolean isStill(String path, Loaded before) {
    if (!(before instanceof Loaded.Text known)
        || known.text().length() < PIECE
        || known.text().indexOf(REPLACEMENT) >= 0) {
      return load(path).equals(before);
    }
    return usable(path) instanceof Loaded.Text found
        && found.directory().equals(known.directory())
        && isStillThere(path, known);
  }

  private boolean isStillThere(String path, Loaded.Text known) {
    String text = known.text();
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(workingDirectory.resolve(path))) {
      int position = 0;
      for (int count = in.readNBytes(piece, 0, PIECE);
          count > 0;
          count = in.readNBytes(piece, 0, PIECE)) {
        String characters = new String(piece, 0, count, StandardCharsets.US_ASCII);
        if (!text.startsWith(characters, position)) {
          return characters.indexOf(REPLACEMENT) >= 0 && load(path).equals(known);
        }
        position += count;
      }
      return position == text.length();
    } catch (IOException e) {
      return false;
    }
  }

  private static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // What is no UTF-8 has become U+FFFD, which hardly any text has of its own.
    return text.indexOf(REPLACEMENT) >= 0 ? strictly(bytes) : text;
  }

  private static String strictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public Matches expand(String directory, String pattern) {
    List<String> alternatives = GlobPattern.alternatives(pattern).orElse(List.of());
    boolean wildcard = GlobPattern.hasWildcard(pattern);
    List<String> paths = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    boolean directoryMissing = false;
    for (String alternative : alternatives) {
      List<String> found = glob(directory, alternative);
      if (found.isEmpty()) {
        missing.add(alternative);
        directoryMissing |= fixedDirectoryMissing(directory, alternative);
      }
      paths.addAll(found);
    }
    if (alternatives.isEmpty()) {
      missing.add(pattern);
    }
    return new Matches(paths, missing, wildcard, alternatives.size() > 1, directoryMissing);
  }

  private static boolean fixedDirectoryMissing(String directory, String pattern) {
    if (!GlobPattern.hasWildcard(pattern)) {
      return false;
    }
    StringBuilder fixed = new StringBuilder();
    for (String component : pattern.split("/", -1)) {
      if (GlobPattern.hasWildcard(component)) {
        break;
      }
      fixed.append(GlobPattern.unescape(component)).append('/');
    }
    Path path = resolve(directory, fixed.isEmpty() ? "." : fixed.toString());
    return path == null || !Files.isDirectory(path);
  }

  /**
   * Paths that match one alternative, sorted as bytes; relative ones are resolved against the
   * directory only to look.
   */
  private static List<String> glob(String directory, String pattern) {
    List<String> found = new ArrayList<>(List.of(pattern.startsWith("/") ? "/" : ""));
    for (String component : pattern.split("/", -1)) {
      if (component.isEmpty()) {
        continue;
      }
      List<String> next = new ArrayList<>();
      for (String prefix : found) {
        extend(directory, prefix, component, next);
      }
      found = next;
    }
    found.removeIf(String::isEmpty);
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static void extend(String directory, String prefix, String component, List<String> into) {
    String base = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    if (!GlobPattern.hasWildcard(component)) {
      String candidate = base + GlobPattern.unescape(component);
      Path path = resolve(directory, candidate);
      if (path != null && Files.exists(path)) {
        into.add(candidate);
      }
      return;
    }
    Path path = resolve(directory, base.isEmpty() ? "." : base);
    if (path == null || !Files.isDirectory(path)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (GlobPattern.matches(component, name) && into.size() < MOST_MATCHES) {
          into.add(base + name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A directory that cannot be listed matches nothing, as with glob(3) without an error
      // function.
      return;
    }
  }

  private static @Nullable Path resolve(String directory, String name) {
    try {
      return Path.of(directory).resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
