package org.lvsdirector.parser.decode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Check settings that may be written on a virtual server, a real server or a checker; null is not
 * written.
 */
final class CheckDefaults {
  @Nullable Duration delayLoop;
  @Nullable Duration delayBeforeRetry;
  @Nullable Duration warmup;
  @Nullable Duration connectTimeout;
  @Nullable Long retry;
  @Nullable Boolean alpha;
  @Nullable Integer rise;
}
