package org.lvsdirector.healthcheck.check;

/**
 * What a checker tells the pool.
 *
 * @param up whether the checker passes
 * @param changed whether that differs from what it said before
 * @param announce the recorded state was only confirmed by the first run, yet notifications are
 *     due: keepalived emits RS DOWN for each failing alpha checker, and RS UP for an alpha checker
 *     that was already up (reference, LVS 11.1)
 * @param mail whether a mail about the checker is due, subject to the mail settings
 */
public record Verdict(boolean up, boolean changed, boolean announce, boolean mail) {}
