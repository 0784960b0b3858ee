package org.lvsdirector.parser.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A program to run, without a shell (keepalived reference, parser 13 and 22).
 *
 * @param executable path handed to execve: the configured path found in PATH if it was a bare name,
 *     with symbolic links resolved unless {@code use_symlink_paths} is set
 * @param argv the words of the command, the first being the configured path; never empty
 * @param runAs account to run as
 */
public record ScriptCommand(String executable, List<String> argv, ScriptUser runAs) {
  /** Copies the words and refuses an empty command. */
  public ScriptCommand {
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a script command needs at least one word");
    }
  }

  /**
   * A command run as root, its path taken as it is written; meant for tests and for internal
   * commands.
   */
  public static ScriptCommand of(String... argv) {
    return new ScriptCommand(argv[0], List.of(argv), ScriptUser.ROOT);
  }

  /**
   * Whether this is the {@code </path} form: no program, the file just has to be readable (parser
   * 22.9).
   */
  public boolean isFileTest() {
    return argv.getFirst().startsWith("<");
  }

  /** The path to test when {@link #isFileTest()} holds. */
  public String testedFile() {
    String first = argv.getFirst().substring(1).strip();
    return first.isEmpty() && argv.size() > 1 ? argv.get(1) : first;
  }

  /**
   * The command with further arguments at its end, as generic notify scripts and FIFO readers get
   * them.
   */
  public ScriptCommand withArguments(List<String> more) {
    var words = new ArrayList<>(argv);
    words.addAll(more);
    return new ScriptCommand(executable, words, runAs);
  }

  @Override
  public String toString() {
    return String.join(" ", argv);
  }
}
