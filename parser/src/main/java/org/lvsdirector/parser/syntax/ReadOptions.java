package org.lvsdirector.parser.syntax;

import java.util.Map;

/**
 * What a reading depends on besides the text.
 *
 * @param configId {@code -i}, by default the host name up to its first dot
 * @param allIncludeChecks {@code -e}: every include check from the start
 * @param environment for {@code ${_ENV NAME}}
 * @param randomSeed for {@code ${_RANDOM}} while the file sets no {@code random_seed}
 */
public record ReadOptions(
    String configId, boolean allIncludeChecks, Map<String, String> environment, int randomSeed) {
  public ReadOptions {
    environment = Map.copyOf(environment);
  }

  /** Options for a host name; no include checks, an empty environment, seed 1. */
  public static ReadOptions of(String configId) {
    return new ReadOptions(configId, false, Map.of(), 1);
  }
}
