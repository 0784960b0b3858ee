package org.lvsdirector.parser.syntax;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;

/** Reads a text and shows what came of it in a few characters. */
public final class Reading {
  private final SyntaxTree tree;

  private Reading(SyntaxTree tree) {
    this.tree = tree;
  }

  static Reading of(String text) {
    return of(MemoryLoader.of(text));
  }

  static Reading of(MemoryLoader loader) {
    return of(loader, new ReadOptions("me", false, Map.of("HOME", "/root", "EMPTY", ""), 1));
  }

  static Reading of(MemoryLoader loader, ReadOptions options) {
    return new Reading(
        new SyntaxReader(loader, new SampleSchema(), options).read("keepalived.conf"));
  }

  SyntaxTree tree() {
    return tree;
  }

  /** The tree of one process: statements separated by {@code ;}, blocks in braces. */
  String shown(Role role) {
    return show(tree.root(role));
  }

  String shown() {
    return show(tree.root(Role.PARENT));
  }

  /** Words of unknown keywords and others, as {@code line:CLASS:message}. */
  List<String> findings() {
    return tree.diagnostics().stream()
        .map(d -> d.range().line() + ":" + d.errorClass() + ":" + d.message())
        .toList();
  }

  /** Classes of the findings that keepalived counts, in order. */
  List<ErrorClass> classes() {
    return tree.diagnostics().stream()
        .map(Diagnostic::errorClass)
        .filter(c -> c != ErrorClass.OK)
        .toList();
  }

  static String show(Block block) {
    return block.statements().stream().map(Reading::show).collect(Collectors.joining("; "));
  }

  static String show(Statement statement) {
    StringBuilder out = new StringBuilder(statement.own() ? "@" : "");
    out.append(show(statement.keyword()));
    statement.args().forEach(word -> out.append(' ').append(show(word)));
    statement.block().ifPresent(block -> out.append(" {").append(show(block)).append('}'));
    return out.toString();
  }

  private static String show(Word word) {
    return word.quoted() ? "<" + word.text() + ">" : word.text();
  }
}
