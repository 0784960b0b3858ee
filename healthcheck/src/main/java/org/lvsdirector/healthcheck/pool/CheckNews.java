package org.lvsdirector.healthcheck.pool;

import org.lvsdirector.healthcheck.check.CheckState;
import org.lvsdirector.healthcheck.check.Verdict;

/**
 * News of one checker for its pool.
 *
 * @param server the real server it watches
 * @param checker its position among that server's checkers
 * @param state its new state
 * @param verdict what it said
 * @param mailText what a mail would say, without arrows: {@code TCP CHECK failed on service}
 */
public record CheckNews(
    ServerKey server, int checker, CheckState state, Verdict verdict, String mailText) {}
