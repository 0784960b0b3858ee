/**
 * The state machine of one checker as a pure function: {@code (policy, state, result) ->
 * CheckStep}. Nothing here opens, waits or logs; a step says what the state becomes, after which
 * delay the next run is due, and whether there is a verdict for the pool. One rule class per family
 * of checkers (keepalived reference, LVS 11, 17.5, 19, 21, 24). May import {@code parser.model}.
 */
@NullMarked
package org.lvsdirector.healthcheck.check;

import org.jspecify.annotations.NullMarked;
