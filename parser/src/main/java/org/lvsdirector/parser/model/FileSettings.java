package org.lvsdirector.parser.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files the daemon writes, and reloading.
 *
 * @param umask {@code umask}, 0..0777, default 0177
 * @param umaskWritten whether it is written in the file
 * @param stateDump {@code state_dump_file}
 * @param statsDump {@code stats_dump_file}
 * @param jsonDump {@code json_dump_file}
 * @param jsonVersion {@code json_version}, 1 (default) or 2
 * @param useInstance {@code data_use_instance}: namespace and instance in the names of dump files
 * @param configSaveDir {@code config_save_dir}
 * @param tmpConfigDirectory {@code tmp_config_directory}
 * @param randomSeed {@code random_seed}
 * @param reload reload settings
 */
public record FileSettings(
    int umask,
    boolean umaskWritten,
    Optional<String> stateDump,
    Optional<String> statsDump,
    Optional<String> jsonDump,
    int jsonVersion,
    boolean useInstance,
    Optional<String> configSaveDir,
    Optional<String> tmpConfigDirectory,
    OptionalLong randomSeed,
    Reload reload) {
  /** Nothing configured. */
  public static final FileSettings DEFAULT =
      new FileSettings(
          0177,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          1,
          false,
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Reload.DEFAULT);

  /**
   * Settings of reloading (keepalived reference, parser 23).
   *
   * @param checkConfig {@code reload_check_config}: test the new file first; the value is the log
   *     file, default /dev/null
   * @param timeFile {@code reload_time_file}
   * @param repeat {@code reload_repeat}
   * @param file {@code reload_file}: exists while files are read; empty name: the default place
   */
  public record Reload(
      Optional<String> checkConfig,
      Optional<String> timeFile,
      boolean repeat,
      Optional<String> file) {
    /** Nothing configured. */
    public static final Reload DEFAULT =
        new Reload(Optional.empty(), Optional.empty(), false, Optional.empty());
  }
}
