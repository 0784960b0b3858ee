/** Tests of reading the configuration on this host. */
@NullMarked
package org.lvsdirector.daemon.config;

import org.jspecify.annotations.NullMarked;
