/**
 * What the verdicts of checkers mean for one virtual server: which real servers are alive, with
 * which weight, whether quorum holds, whether the sorry server serves, and which scripts, FIFO
 * lines and mails follow (keepalived reference, LVS 11.1 to 15, 26, 27.4). Pure: {@code PoolRules}
 * maps a state and an event to a state and a list of effects; {@code PoolTurn} is the scratch pad
 * of one such call. What the kernel table looks like is derived elsewhere from {@link
 * org.lvsdirector.healthcheck.pool.PoolSnapshot}. May import {@code check} and {@code
 * parser.model}.
 */
@NullMarked
package org.lvsdirector.healthcheck.pool;

import org.jspecify.annotations.NullMarked;
