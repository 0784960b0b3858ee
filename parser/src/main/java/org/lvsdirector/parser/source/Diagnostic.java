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
 * @param more for how many findings of its kind that were not kept it stands; 0 for one of its own
 */
public record Diagnostic(
    Severity severity,
    ErrorClass errorClass,
    String message,
    SourceRange range,
    Optional<String> hint,
    Optional<String> suggestion,
    Optional<String> lint,
    long more) {

  public static Diagnostic of(
      Severity severity, ErrorClass errorClass, String message, SourceRange range) {
    return new Diagnostic(
        severity,
        errorClass,
        message,
        range,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
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
        Optional.of(name),
        0);
  }

  /** The same finding with what was expected, or what to do about it. */
  public Diagnostic withHint(String text) {
    return new Diagnostic(
        severity, errorClass, message, range, Optional.of(text), suggestion, lint, more);
  }

  /** The same finding with the word that was probably meant. */
  public Diagnostic withSuggestion(String word) {
    return new Diagnostic(
        severity, errorClass, message, range, hint, Optional.of(word), lint, more);
  }

  /** The same finding with another severity. */
  public Diagnostic withSeverity(Severity value) {
    return new Diagnostic(value, errorClass, message, range, hint, suggestion, lint, more);
  }

  /** The same finding with another class of keepalived's. */
  public Diagnostic withErrorClass(ErrorClass value) {
    return new Diagnostic(severity, value, message, range, hint, suggestion, lint, more);
  }

  /** The same finding as one of a lint. */
  public Diagnostic withLint(String name) {
    return new Diagnostic(
        severity, errorClass, message, range, hint, suggestion, Optional.of(name), more);
  }

  /** The same finding without hint and suggestion, which were said with another. */
  public Diagnostic bare() {
    return new Diagnostic(
        severity, errorClass, message, range, Optional.empty(), Optional.empty(), lint, more);
  }

  /** What stands for further findings of this kind, in the file of this one. */
  public Diagnostic andMore(long number) {
    return new Diagnostic(
        severity,
        errorClass,
        "and " + number + " more like these",
        SourceRange.wholeFile(range.file()),
        Optional.empty(),
        Optional.empty(),
        lint,
        number);
  }
}
