/**
 * What a {@code keepalived.conf} means, as immutable records.
 *
 * <p>Everything here is resolved: defaults are applied, values inherited (global → instance,
 * virtual_server → real_server → checker), times are {@link java.time.Duration}s, addresses are
 * {@link java.net.InetAddress}es made from literals. A component is {@link java.util.Optional} only
 * where "not configured" is itself a meaning. Names follow the keywords of the file; the Javadoc of
 * each component gives keyword, unit, range and default. The package imports nothing but {@code
 * parser.source} and the Java platform, and knows neither files nor clocks.
 */
@NullMarked
package org.lvsdirector.parser.model;

import org.jspecify.annotations.NullMarked;
