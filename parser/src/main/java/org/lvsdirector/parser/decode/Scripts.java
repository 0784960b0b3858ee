package org.lvsdirector.parser.decode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.Environment.Account;
import org.lvsdirector.parser.Environment.ScriptFacts;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.ScriptUser;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Makes commands of script-valued lines: who runs them, whether they may run (keepalived reference,
 * parser 13 and 22). A script that cannot be used is left out; except for track scripts keepalived
 * only logs that, so it does not count for the exit status.
 */
final class Scripts {
  private static final String DEFAULT_ACCOUNT = "keepalived_script";

  private final Decoding out;
  private final boolean security;
  private final boolean symlinkPaths;
  private final boolean supplementary;
  private final Optional<ScriptUser> scriptUser;

  Scripts(Decoding out, GlobalDraft global) {
    this.out = out;
    this.security = global.scriptSecurity;
    this.symlinkPaths = global.symlinkPaths;
    this.supplementary = global.supplementaryGroups;
    this.scriptUser = Optional.ofNullable(global.scriptUser);
  }

  boolean security() {
    return security;
  }

  /**
   * Splits a script-valued line; empty and reported if its quotes do not match. An empty command is
   * no script, and nobody says so.
   */
  Optional<ScriptLine> line(Statement s, String where) {
    Optional<ScriptLine> line = ScriptSplitter.split(s);
    boolean nothing = !s.args().isEmpty() && BlockDecoder.text(s, 0).isBlank();
    if (line.isEmpty() && !nothing) {
      out.error(s.range(), s.keyword().text() + ": quotes do not match, ignored" + where);
    }
    return line;
  }

  /** A notify script: unusable ones are left out with a note. */
  Optional<ScriptCommand> notify(Statement s, String where) {
    Optional<ScriptLine> line = line(s, where);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    return command(line.get(), s.keyword().text() + where);
  }

  /** A line that was split before; unusable ones are left out with a note. */
  Optional<ScriptCommand> command(ScriptLine line, String what) {
    return lineUser(line, what).flatMap(u -> examined(line, u, what));
  }

  /** The program of a MISC_CHECK. */
  Optional<ScriptCommand> checkerCommand(
      ScriptLine line, @Nullable ScriptUserWords words, String where) {
    Optional<ScriptUser> user = words == null ? defaultUser(line.range()) : account(words);
    if (user.isEmpty() && words != null) {
      out.error(words.range(), "user " + words.user() + " is not known; checker ignored" + where);
    }
    return user.flatMap(u -> examined(line, u, "misc_path" + where));
  }

  /** The user of a vrrp_script. */
  Optional<ScriptUser> trackUser(SourceRange range, @Nullable ScriptUserWords words, String where) {
    Optional<ScriptUser> user = words == null ? defaultUser(range) : account(words);
    if (user.isEmpty() && words != null) {
      out.error(words.range(), "user " + words.user() + " is not known; script ignored" + where);
    }
    return user;
  }

  /** A track script: keepalived counts it as an error when it cannot be used. */
  Optional<ScriptCommand> trackCommand(ScriptLine line, ScriptUser user, String where) {
    if (line.argv().getFirst().startsWith("<")) {
      return Optional.of(new ScriptCommand(line.argv().getFirst(), line.argv(), user));
    }
    ScriptFacts facts = facts(line, user);
    String name = "script " + line.argv().getFirst() + where;
    if (facts.verdict() != ScriptFacts.Verdict.NOT_FOUND) {
      out.scriptSeen();
    }
    switch (facts.verdict()) {
      case GOOD -> {}
      case NOT_FOUND ->
          out.error(
              Lint.SCRIPT_UNUSABLE,
              line.range(),
              name + " is disabled: it is not there or not accessible");
      case WRONG_TYPE ->
          out.error(Lint.SCRIPT_UNUSABLE, line.range(), name + " is disabled: " + facts.detail());
      case INSECURE -> {
        if (security) {
          out.error(
              Lint.SCRIPT_INSECURE,
              line.range(),
              name + " is disabled as insecure: " + facts.detail());
        } else {
          out.add(Lint.SCRIPT_INSECURE.at(line.range(), name + ": " + facts.detail()));
        }
      }
      case NOT_EXECUTABLE ->
          out.note(Lint.SCRIPT_UNUSABLE, line.range(), name + " is disabled: " + facts.detail());
    }
    return runs(facts) ? Optional.of(command(line, user, facts)) : Optional.empty();
  }

  /** The identity of a script that names none; reported if there is none (22.1). */
  Optional<ScriptUser> defaultUser(SourceRange range) {
    Optional<ScriptUser> user = defaultUser();
    if (user.isEmpty()) {
      out.error(
          range,
          "no user for scripts: write script_user, or make the account "
              + DEFAULT_ACCOUNT
              + "; script ignored");
    }
    return user;
  }

  /** The identity of scripts that name none, if there is one. */
  Optional<ScriptUser> defaultUser() {
    if (scriptUser.isPresent()) {
      return scriptUser;
    }
    Optional<Account> account = out.environment().user(DEFAULT_ACCOUNT);
    if (account.isPresent()) {
      return Optional.of(
          user(Optional.of(DEFAULT_ACCOUNT), Optional.empty(), account.get(), supplementary));
    }
    if (security) {
      return Optional.empty();
    }
    return Optional.of(user(Optional.empty(), Optional.empty(), out.environment().self(), false));
  }

  /** USER [GROUP], [:GROUP] or [:]; empty if one of them is not known (22.2, 22.3). */
  Optional<ScriptUser> account(ScriptUserWords words) {
    return account(out.environment(), words, supplementary);
  }

  static Optional<ScriptUser> account(
      Environment environment, ScriptUserWords words, boolean supplementary) {
    Optional<Account> account = environment.user(words.user());
    if (account.isEmpty()) {
      return Optional.empty();
    }
    String group = words.group().orElse("");
    boolean more = supplementary || group.startsWith(":");
    String name = group.startsWith(":") ? group.substring(1) : group;
    if (name.isEmpty()) {
      return Optional.of(user(Optional.of(words.user()), Optional.empty(), account.get(), more));
    }
    OptionalInt gid = environment.group(name);
    if (gid.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user(
            Optional.of(words.user()),
            Optional.of(name),
            new Account(account.get().uid(), gid.getAsInt()),
            more));
  }

  private static ScriptUser user(
      Optional<String> name, Optional<String> group, Account account, boolean supplementary) {
    return new ScriptUser(name, group, account.uid(), account.gid(), supplementary);
  }

  private Optional<ScriptUser> lineUser(ScriptLine line, String what) {
    if (line.user().isEmpty()) {
      return defaultUser(line.range());
    }
    Optional<ScriptUser> user = lineUser(line);
    if (user.isEmpty()) {
      out.note(
          line.range(),
          what + ": user or group \"" + line.user().get() + "\" is not known, script ignored");
    }
    return user;
  }

  /** The user that stands on the line itself, if there is one and it exists. */
  Optional<ScriptUser> lineUser(ScriptLine line) {
    return line.user()
        .flatMap(user -> account(new ScriptUserWords(user, line.group(), line.range())));
  }

  private Optional<ScriptCommand> examined(ScriptLine line, ScriptUser user, String what) {
    String program = line.argv().getFirst();
    if (program.startsWith("<")) {
      return Optional.of(new ScriptCommand(program, line.argv(), user));
    }
    ScriptFacts facts = facts(line, user);
    if (facts.verdict() != ScriptFacts.Verdict.NOT_FOUND) {
      out.scriptSeen();
    }
    if (!runs(facts)) {
      out.add(
          Lint.SCRIPT_UNUSABLE.at(
              line.range(),
              what
                  + ": "
                  + program
                  + " is ignored: "
                  + (facts.detail().isEmpty() ? "it is not there" : facts.detail())));
      return Optional.empty();
    }
    if (facts.verdict() == ScriptFacts.Verdict.INSECURE) {
      out.add(Lint.SCRIPT_INSECURE.at(line.range(), what + ": " + program + ": " + facts.detail()));
    }
    return Optional.of(command(line, user, facts));
  }

  private ScriptFacts facts(ScriptLine line, ScriptUser user) {
    return out.environment().script(line.argv().getFirst(), new Account(user.uid(), user.gid()));
  }

  private boolean runs(ScriptFacts facts) {
    return switch (facts.verdict()) {
      case GOOD -> true;
      case INSECURE -> !security;
      case WRONG_TYPE, NOT_EXECUTABLE, NOT_FOUND -> false;
    };
  }

  private ScriptCommand command(ScriptLine line, ScriptUser user, ScriptFacts facts) {
    List<String> argv = line.argv();
    return new ScriptCommand(symlinkPaths ? facts.path() : facts.realPath(), argv, user);
  }
}
