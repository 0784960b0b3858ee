package org.lvsdirector.parser.source;

/**
 * One place in a file.
 *
 * @param file name of the file as the operator wrote it or as it was found by an include
 * @param line physical line, from 1
 * @param column character in the line, from 1
 */
public record SourcePosition(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
