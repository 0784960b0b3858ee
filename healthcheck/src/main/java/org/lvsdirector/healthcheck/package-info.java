/**
 * Health checks of real servers, in three rooms: {@code check} decides what one result means for
 * one checker, {@code pool} decides what the verdicts mean for a virtual server, {@code io} runs
 * probes on a schedule and carries effects out. The first two are pure: time is an argument and
 * effects are records. Rules follow the keepalived reference for LVS, sections 8 to 27.
 */
@NullMarked
package org.lvsdirector.healthcheck;

import org.jspecify.annotations.NullMarked;
