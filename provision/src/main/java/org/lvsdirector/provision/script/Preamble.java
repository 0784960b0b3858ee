package org.lvsdirector.provision.script;

/**
 * The first lines of every script: a known language, a known path, and no death by a closed
 * connection in the middle.
 */
final class Preamble {
  static final String TEXT =
      """
      trap '' HUP PIPE
      LC_ALL=C PATH=/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin
      export LC_ALL PATH
      umask 022
      """;

  private Preamble() {}
}
