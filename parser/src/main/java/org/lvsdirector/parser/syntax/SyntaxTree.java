package org.lvsdirector.parser.syntax;

import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.Severity;
import org.lvsdirector.parser.source.SourceFile;

/**
 * What one reading of a configuration gave.
 *
 * @param roots the tree as each process of keepalived sees it. For a file whose structure is sound
 *     all four are the same object, which holds every statement; otherwise a process' tree holds
 *     the blocks of other processes without content. A decoder takes from {@link #root} of a role
 *     only the keywords active in that role.
 * @param diagnostics findings of lines, words and blocks, in the order of reading, without
 *     repetitions
 * @param includeCheckFailed an include check failed: the daemon refuses to start and a test ends,
 *     both with status 6 (8.5)
 * @param mainFileUsable false if the main file is missing or not usable (18.4, 18.5)
 */
public record SyntaxTree(
    Map<Role, Block> roots,
    List<Diagnostic> diagnostics,
    boolean includeCheckFailed,
    boolean mainFileUsable) {
  /** The tree of an empty file. */
  public static final SyntaxTree EMPTY =
      new SyntaxTree(sameForAll(emptyRoot(SourceFile.main("", ""))), List.of(), false, true);

  public SyntaxTree {
    roots = Map.copyOf(roots);
    diagnostics = List.copyOf(diagnostics);
    for (Role role : Role.values()) {
      if (!roots.containsKey(role)) {
        throw new IllegalArgumentException("no tree for " + role);
      }
    }
  }

  /** The root of a file without statements. */
  static Block emptyRoot(SourceFile file) {
    return new Block(List.of(), new SourceLine(file, 1, Optional.empty()), 1);
  }

  /** One tree that serves all roles. */
  static Map<Role, Block> sameForAll(Block root) {
    Map<Role, Block> roots = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      roots.put(role, root);
    }
    return roots;
  }

  /** The tree as this process sees it. */
  public Block root(Role role) {
    return Objects.requireNonNull(roots.get(role));
  }

  /** Something was found that keeps the daemon from starting. */
  public boolean fatal() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.FATAL);
  }

  /** One tree serves all roles. */
  public boolean uniform() {
    Set<Block> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(roots.values());
    return distinct.size() == 1;
  }

  /** The highest class of all findings; decides the exit status of a configuration test (17.1). */
  public ErrorClass highestClass() {
    return diagnostics.stream().map(Diagnostic::errorClass).reduce(ErrorClass.OK, ErrorClass::max);
  }
}
