/**
 * Real servers for the kernel tests: network namespaces on one bridge, each with its own sshd, its
 * own /etc, /run and /var/lib by a mount namespace. The commands run as a process of their own in
 * the director's namespace, so what is tested is what an operator runs. Needs root, iproute2,
 * openssh-server, sudo, nft, iptables with arptables.
 */
@NullMarked
package org.lvsdirector.provision.lab;

import org.jspecify.annotations.NullMarked;
