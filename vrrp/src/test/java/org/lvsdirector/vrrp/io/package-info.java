/**
 * Tests of the edge; the *IT classes need root and make network namespaces of their own (prefix
 * vrr).
 */
@NullMarked
package org.lvsdirector.vrrp.io;

import org.jspecify.annotations.NullMarked;
