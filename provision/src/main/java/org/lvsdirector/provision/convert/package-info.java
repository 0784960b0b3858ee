/**
 * Converts the files of other load balancers, Piranha's {@code lvs.cf} (Red Hat Cluster Suite's
 * pulse and nanny) and {@code ldirectord.cf}, to a keepalived.conf of the same effect. Pure: text
 * in, lines and remarks out. Nothing is dropped in silence: each setting is converted, or named in
 * a remark with what to do instead. Formats: lvs.cf(5), ldirectord(8).
 */
@NullMarked
package org.lvsdirector.provision.convert;

import org.jspecify.annotations.NullMarked;
