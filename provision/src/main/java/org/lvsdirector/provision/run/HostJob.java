package org.lvsdirector.provision.run;

import org.lvsdirector.provision.method.HostWish;
import org.lvsdirector.provision.ssh.SshTarget;

/**
 * One server to work on.
 *
 * @param name its name for the operator
 * @param target how it is reached
 * @param wish what it shall be
 */
public record HostJob(String name, SshTarget target, HostWish wish) {}
