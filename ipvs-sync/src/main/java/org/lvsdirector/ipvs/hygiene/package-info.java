/**
 * What Direct Routing needs of the director's own host, checked over facts read elsewhere. Pure;
 * changes nothing, ever: each finding says what is wrong and what to do.
 */
@NullMarked
package org.lvsdirector.ipvs.hygiene;

import org.jspecify.annotations.NullMarked;
