package org.lvsdirector.daemon.kernel;

/**
 * What a finished command left.
 *
 * @param status its exit status; 128 and a signal's number when a signal ended it
 * @param out its standard output
 * @param err its standard error
 */
record Ran(int status, String out, String err) {
  String all() {
    return out + err;
  }
}
