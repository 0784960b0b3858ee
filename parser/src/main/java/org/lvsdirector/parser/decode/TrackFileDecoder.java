package org.lvsdirector.parser.decode;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads track_file and vrrp_track_file blocks, which serve both sides (keepalived reference, LVS
 * 24, parser 19.1).
 */
final class TrackFileDecoder extends BlockDecoder {
  private static final Range WEIGHT = Range.of(-254, 254);
  private static final Range INIT = Range.of(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final String name;
  private @Nullable String path;
  private @Nullable SourceRange pathRange;
  private int weight = 1;
  private boolean reverse;
  private Optional<TrackFile.InitFile> initFile = Optional.empty();

  private TrackFileDecoder(Decoding out, String keyword, String name) {
    super(out, keyword);
    this.name = name;
  }

  static Optional<TrackFile> decode(Decoding out, Statement s, String directory) {
    String keyword = s.keyword().text();
    Optional<String> name = s.arg(0);
    if (name.isEmpty()) {
      out.missingParameter(s.range(), keyword + " needs a name");
      return Optional.empty();
    }
    if (keyword.equals("vrrp_track_file")) {
      out.note(s.range(), "vrrp_track_file is the old spelling of track_file");
    }
    var decoder = new TrackFileDecoder(out, keyword, name.get());
    decoder.decode(s.children());
    return decoder.finished(s, directory);
  }

  @Override
  String where() {
    return " in track_file " + name;
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "file" -> {
        if (path != null) {
          error(s, "file is written again, the first one stays");
        } else {
          path = text(s, 0);
          pathRange = at(s, 0);
        }
      }
      case "weight" -> {
        integer(s, 0, WEIGHT).ifPresent(v -> weight = (int) v);
        reverse |= Weights.reverse(this, s);
      }
      case "init_file" -> init(s);
      default -> unhandled(s);
    }
  }

  private void init(Statement s) {
    int value = 0;
    boolean overwrite = false;
    for (int i = 0; i < s.args().size(); i++) {
      if (text(s, i).equals("overwrite")) {
        overwrite = true;
      } else {
        value = (int) integer(s, i, INIT).orElse(value);
      }
    }
    if (Math.abs((long) value) > 254) {
      warning(s, "init_file: " + value + " (expected -254..254)");
    }
    initFile = Optional.of(new TrackFile.InitFile(value, overwrite));
  }

  private Optional<TrackFile> finished(Statement s, String directory) {
    if (path == null) {
      out.error(s.range(), "track_file " + name + " has no file, ignored");
      return Optional.empty();
    }
    String absolute = path.startsWith("/") ? path : besideFile(s, directory) + "/" + path;
    String parent = absolute.substring(0, Math.max(1, absolute.lastIndexOf('/')));
    if (!out.environment().watchable(parent) && pathRange != null) {
      out.error(
          pathRange,
          "file: "
              + absolute
              + " cannot be watched (its directory is missing or on a special file system), ignored"
              + where());
      return Optional.empty();
    }
    return Optional.of(new TrackFile(name, absolute, weight, reverse, initFile, s.range()));
  }

  /**
   * Directory of the file that holds the block, since keepalived changes into it while it reads
   * (parser 8.3).
   */
  private static String besideFile(Statement s, String workingDirectory) {
    String file = s.range().file().name();
    int slash = file.lastIndexOf('/');
    String directory = slash < 0 ? "" : file.substring(0, slash);
    return file.startsWith("/") ? directory : workingDirectory + "/" + directory;
  }
}
