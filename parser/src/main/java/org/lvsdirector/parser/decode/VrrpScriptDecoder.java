package org.lvsdirector.parser.decode;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.syntax.Statement;

/** Reads a vrrp_script block (keepalived reference, VRRP 12). */
final class VrrpScriptDecoder extends BlockDecoder {
  private static final long MAX_MILLIS = 4_294_000;
  private static final Range WEIGHT = Range.of(-253, 253);
  private static final Range COUNT = Range.of(1, Integer.MAX_VALUE);

  private final VrrpDraft.Context context;
  private final ScriptDraft script;
  private @Nullable ScriptUserWords user;

  VrrpScriptDecoder(VrrpDraft.Context context, ScriptDraft script) {
    super(context.out(), "vrrp_script");
    this.context = context;
    this.script = script;
  }

  @Override
  String where() {
    return " in vrrp_script " + script.name;
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "script" -> script.line = context.scripts().line(s, where()).orElse(script.line);
      case "interval" -> atLeastOneSecond(s).ifPresent(v -> script.interval = v);
      case "timeout" -> atLeastOneSecond(s).ifPresent(v -> script.timeout = v);
      case "weight" -> {
        integer(s, 0, WEIGHT).ifPresent(v -> script.weight = (int) v);
        script.reverse |= Weights.reverse(this, s);
      }
      case "rise" -> script.rise = (int) integer(s, 0, COUNT).orElse(1);
      case "fall" -> script.fall = (int) integer(s, 0, COUNT).orElse(1);
      case "user" -> user = new ScriptUserWords(s);
      case "init_fail" -> {
        if (s.own()) {
          bool(s).ifPresent(v -> script.initFail = v);
        }
      }
      default -> unhandled(s);
    }
  }

  private Optional<Duration> atLeastOneSecond(Statement s) {
    Optional<Duration> value = millis(s, 0, 0, MAX_MILLIS);
    if (value.isPresent() && value.get().isZero()) {
      warning(s, s.keyword().text() + " must be above 0, 1 second is used");
      return Optional.of(Duration.ofSeconds(1));
    }
    return value;
  }

  /** Whether the script can be referred to; reported if not. */
  boolean usable() {
    if (script.line == null) {
      out.error(script.range, "no script" + where() + ", block ignored");
      return false;
    }
    script.runAs = context.scripts().trackUser(script.range, user, where()).orElse(null);
    return script.runAs != null;
  }
}
