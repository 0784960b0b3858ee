/**
 * Which virtual address belongs on which real server, read from keepalived.conf through {@code
 * parser.model}. Pure. A DR service with its group's addresses and ranges gives one endpoint for
 * each address and real server (keepalived reference, LVS: virtual_server, virtual_server_group).
 */
@NullMarked
package org.lvsdirector.provision.vip;

import org.jspecify.annotations.NullMarked;
