/**
 * How each real server is reached and what its operator prefers: {@code provision.conf}, an INI
 * file read with Commons Configuration, or an inventory in Ansible's INI form. Reading the file is
 * the only contact with the world here; decoding is pure and collects all complaints with their
 * section.
 */
@NullMarked
package org.lvsdirector.provision.inventory;

import org.jspecify.annotations.NullMarked;
