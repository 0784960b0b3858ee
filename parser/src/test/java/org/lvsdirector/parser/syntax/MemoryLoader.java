package org.lvsdirector.parser.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lvsdirector.parser.source.GlobPattern;
import org.lvsdirector.parser.source.SourceLoader;

/** Files in memory; a directory is whatever precedes the last slash. */
public final class MemoryLoader implements SourceLoader {
  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, Reason> unusable = new TreeMap<>();

  /** A loader whose main file is {@code /etc/keepalived/keepalived.conf}. */
  public static MemoryLoader of(String main) {
    return new MemoryLoader().with("/etc/keepalived/keepalived.conf", main);
  }

  /** Adds a file. */
  public MemoryLoader with(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** Adds something that cannot be read. */
  public MemoryLoader withUnusable(String path, Reason reason) {
    unusable.put(path, reason);
    return this;
  }

  @Override
  public String workingDirectory() {
    return "/etc/keepalived";
  }

  @Override
  public Loaded load(String path) {
    String text = files.get(path);
    if (text != null) {
      return new Loaded.Text(path.substring(0, Math.max(1, path.lastIndexOf('/'))), text);
    }
    return new Loaded.Unusable(unusable.getOrDefault(path, Reason.MISSING), "");
  }

  @Override
  public Matches expand(String directory, String pattern) {
    List<String> paths = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> alternatives = GlobPattern.alternatives(pattern).orElse(List.of());
    for (String alternative : alternatives) {
      String absolute = alternative.startsWith("/") ? alternative : directory + "/" + alternative;
      List<String> found = new ArrayList<>();
      for (String path : files.keySet()) {
        addIfMatching(path, absolute, alternative, found);
      }
      for (String path : unusable.keySet()) {
        addIfMatching(path, absolute, alternative, found);
      }
      if (found.isEmpty()) {
        missing.add(alternative);
      }
      paths.addAll(found);
    }
    return new Matches(
        paths, missing, GlobPattern.hasWildcard(pattern), alternatives.size() > 1, false);
  }

  private static void addIfMatching(
      String path, String absolute, String alternative, List<String> found) {
    int slash = absolute.lastIndexOf('/');
    boolean sameDirectory =
        path.lastIndexOf('/') == slash && path.startsWith(absolute.substring(0, slash + 1));
    if (sameDirectory
        && GlobPattern.matches(absolute.substring(slash + 1), path.substring(slash + 1))) {
      found.add(
          alternative.startsWith("/")
              ? path
              : path.substring(absolute.length() - alternative.length()));
    }
  }
}
