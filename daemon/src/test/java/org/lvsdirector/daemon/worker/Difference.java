package org.lvsdirector.daemon.worker;

/**
 * A line of ipvsadm's that only one of the two tables has.
 *
 * @param file name of the case
 * @param phase when it was seen
 * @param side {@code ours} or {@code theirs}
 * @param line ipvsadm's
 */
record Difference(String file, String phase, String side, String line) {
  @Override
  public String toString() {
    return file + " | " + phase + " | " + side + " | " + line;
  }
}
