package org.lvsdirector.parser.decode;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.FileSettings;
import org.lvsdirector.parser.syntax.Statement;

/** Files the daemon writes, and reloading. */
final class GlobalFilePart implements GlobalDefsDecoder.Part {
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("IRUSR", 0400),
          Map.entry("IWUSR", 0200),
          Map.entry("IXUSR", 0100),
          Map.entry("IRWXU", 0700),
          Map.entry("IRGRP", 040),
          Map.entry("IWGRP", 020),
          Map.entry("IXGRP", 010),
          Map.entry("IRWXG", 070),
          Map.entry("IROTH", 04),
          Map.entry("IWOTH", 02),
          Map.entry("IXOTH", 01),
          Map.entry("IRWXO", 07));

  private final GlobalDefsDecoder in;
  private final GlobalDraft global;
  private int umask = 0177;
  private boolean umaskWritten;
  private Optional<String> state = Optional.empty();
  private Optional<String> stats = Optional.empty();
  private Optional<String> json = Optional.empty();
  private int jsonVersion = 1;
  private boolean useInstance;
  private Optional<String> saveDir = Optional.empty();
  private Optional<String> tmpDir = Optional.empty();
  private OptionalLong seed = OptionalLong.empty();
  private Optional<String> check = Optional.empty();
  private Optional<String> timeFile = Optional.empty();
  private boolean repeat;
  private Optional<String> reloadFile = Optional.empty();

  GlobalFilePart(GlobalDefsDecoder in, GlobalDraft global) {
    this.in = in;
    this.global = global;
  }

  @Override
  public void finish() {
    global.files =
        new FileSettings(
            umask,
            umaskWritten,
            state,
            stats,
            json,
            jsonVersion,
            useInstance,
            saveDir,
            tmpDir,
            seed,
            new FileSettings.Reload(check, timeFile, repeat, reloadFile));
  }

  @Override
  public boolean accept(Statement s) {
    switch (s.keyword().text()) {
      case "umask" -> umask(s);
      case "random_seed" -> seed = in.integer(s, 0, Range.UINT32);
      case "state_dump_file" -> state = in.path(s, state);
      case "stats_dump_file" -> stats = in.path(s, stats);
      case "json_dump_file" -> json = in.path(s, json);
      case "json_version" -> in.integer(s, 0, Range.of(1, 2)).ifPresent(v -> jsonVersion = (int) v);
      case "data_use_instance" -> in.bool(s).ifPresent(v -> useInstance = v);
      case "config_save_dir" -> saveDir = s.arg(0);
      case "tmp_config_directory" -> tmpDir = s.arg(0);
      case "reload_check_config" -> check = Optional.of(s.arg(0).orElse("/dev/null"));
      case "reload_time_file" -> timeFile = in.path(s, timeFile);
      case "reload_repeat" -> repeat = true;
      case "reload_file" -> reloadFile = Optional.of(s.arg(0).orElse(""));
      case "include_check" -> {
        // the reader of lines has acted on it already
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void umask(Statement s) {
    int value = 0;
    boolean bits =
        !BlockDecoder.text(s, 0).isEmpty() && !Character.isDigit(BlockDecoder.text(s, 0).charAt(0));
    if (!bits) {
      OptionalLong number = in.anyBase(s, 0, Range.of(0, 0777));
      if (number.isEmpty()) {
        return;
      }
      value = (int) number.getAsLong();
    } else {
      for (var word : s.args()) {
        for (String name : word.text().split("\\|")) {
          Integer bit = BITS.get(name);
          if (bit == null && !name.isEmpty()) {
            in.error(s, "umask: \"" + name + "\" is not a permission bit, ignored");
            return;
          }
          value |= bit == null ? 0 : bit;
        }
      }
    }
    umask = value;
    umaskWritten = true;
  }
}
