package org.lvsdirector.parser.source;

import java.util.Optional;

/**
 * One finding about the configuration.
 *
 * @param severity how bad it is
 * @param errorClass keepalived's class, {@link ErrorClass#OK} if keepalived says nothing here
 * @param message what was found, to which thing, in one sentence without a full stop; never holds a
 *     secret
 * @param range where
 * @param hint what was expected or what to do
 * @param suggestion the word that was probably meant
 * @param lint name by which this warning can be switched off
 */
public record Diagnostic(
    Severity severity,
    ErrorClass errorClass,
    String message,
    SourceRange range,
    Optional<String> hint,
    Optional<String> suggestion,
    Optional<String> lint) {

  public static Diagnostic of(
      Severity severity, ErrorClass errorClass, String message, SourceRange range) {
    return new Diagnostic(
        severity, errorClass, message, range, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Diagnostic error(ErrorClass errorClass, String message, SourceRange range) {
    return of(Severity.ERROR, errorClass, message, range);
  }

  public static Diagnostic warning(ErrorClass errorClass, String message, SourceRange range) {
    return of(Severity.WARNING, errorClass, message, range);
  }

  /** A warning of our own that keepalived does not give. */
  public static Diagnostic lint(String name, String message, SourceRange range) {
    return new Diagnostic(
        Severity.WARNING,
        ErrorClass.OK,
        message,
        range,
        Optional.empty(),
        Optional.empty(),
        Optional.of(name));
  }

  /** The same finding with what was expected, or what to do about it. */
  public Diagnostic withHint(String text) {
    return new Diagnostic(
        severity, errorClass, message, range, Optional.of(text), suggestion, lint);
  }

  /** The same finding with the word that was probably meant. */
  public Diagnostic withSuggestion(String word) {
    return new Diagnostic(severity, errorClass, message, range, hint, Optional.of(word), lint);
  }
}
