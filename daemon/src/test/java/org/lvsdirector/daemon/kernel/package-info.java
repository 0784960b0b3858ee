/**
 * Tests on a real kernel: real IPVS, real VRRP packets, real sshd and nginx, in the five-host
 * network that {@code lab/lib/topology.sh} makes of network namespaces. Tests run the packaged
 * distribution's own scripts as separate processes and look at what the kernel and the wire show,
 * never inside the daemon. Classes tagged {@code ipvs} need a kernel with IPVS; the others need
 * only root. {@code lab/test} runs them, Surefire does not.
 */
@NullMarked
package org.lvsdirector.daemon.kernel;

import org.jspecify.annotations.NullMarked;
