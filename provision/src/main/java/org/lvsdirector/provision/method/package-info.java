/**
 * From a wish (this server serves these virtual addresses, by this method) and the facts to wants
 * in their safe order, and to the plan. Pure. One class for each method; {@code Wants} holds the
 * phases. The methods are those of the LVS guides (LVS-HOWTO, "The ARP Problem"; keepalived user
 * guide, Direct Routing).
 */
@NullMarked
package org.lvsdirector.provision.method;

import org.jspecify.annotations.NullMarked;
