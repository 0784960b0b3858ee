/**
 * Files that make a server's settings outlive a boot, written the way that server's own system does
 * it. Pure: each writer gives the lines of its file. The formats: sysctl.d(5), systemd.network(5),
 * nm-settings-keyfile(5), interfaces(5), netplan(5), systemd.unit(5).
 */
@NullMarked
package org.lvsdirector.provision.persist;

import org.jspecify.annotations.NullMarked;
