package org.lvsdirector.healthcheck.check;

import java.util.List;

/**
 * What makes a checker the same checker after a reload: its kind and the settings keepalived
 * compares (reference, LVS 27.4). Intervals, retries, alpha and payloads are not part of it.
 *
 * @param kind the keyword, as {@code TCP_CHECK}
 * @param identity the compared settings in a fixed order
 */
public record CheckKey(String kind, List<Object> identity) {
  public CheckKey {
    identity = List.copyOf(identity);
  }
}
