package org.lvsdirector.healthcheck.io;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import org.lvsdirector.healthcheck.check.CheckResult;
import org.lvsdirector.healthcheck.check.CheckResult.Failed;
import org.lvsdirector.healthcheck.check.CheckResult.Passed;
import org.lvsdirector.healthcheck.check.WeightAdvice;
import org.lvsdirector.parser.model.ConnectionOptions;

/**
 * AGENT_CHECK (ours): a program on the real server says on one line how it feels, in the words of
 * HAProxy's agent-check: {@code up}, {@code ready}, {@code 75%}, {@code drain}, {@code maint},
 * {@code down}, {@code failed}, {@code stopped}, the last three with a reason after {@code #}.
 * Words apart from these, as {@code maxconn:30}, are passed over.
 */
final class AgentProbe implements Probe {
  private static final int LONGEST_LINE = 1024;
  private static final int LARGEST_PERCENT = 25_600;

  private final ConnectionOptions options;

  AgentProbe(ConnectionOptions options) {
    this.options = options;
  }

  @Override
  public CheckResult run(int url) {
    var watch = new Stopwatch();
    try (Socket socket = Sockets.open(options)) {
      try {
        socket.connect(Sockets.target(options), Sockets.millis(options.connectTimeout()));
      } catch (IOException e) {
        return Failure.connecting(e, options.connectTimeout(), watch.elapsed());
      }
      try {
        String line = new LineReader(socket, options.connectTimeout(), LONGEST_LINE).line();
        return meaning(line, watch.elapsed());
      } catch (IOException e) {
        return Failure.talking(
            e, "reading the agent's line", options.connectTimeout(), watch.elapsed());
      }
    } catch (IOException e) {
      return Failure.connecting(e, options.connectTimeout(), watch.elapsed());
    }
  }

  /** What an agent's line means; a line without any known word fails the check. */
  static CheckResult meaning(String line, Duration took) {
    int hash = line.indexOf('#');
    String reason = hash < 0 ? "" : ": " + line.substring(hash + 1).strip();
    WeightAdvice weight = WeightAdvice.NONE;
    boolean known = false;
    String words = (hash < 0 ? line : line.substring(0, hash)).toLowerCase(Locale.ROOT);
    for (String word : words.split("[ \t,]+")) {
      switch (word) {
        case "down", "fail", "failed", "stopped", "maint" -> {
          return new Failed("the agent says " + word + reason, took);
        }
        case "up", "ready" -> known = true;
        case "drain" -> {
          known = true;
          weight = new WeightAdvice.Percent(0);
        }
        default -> {
          int percent = percent(word);
          if (percent >= 0) {
            known = true;
            weight = weight.equals(new WeightAdvice.Percent(0)) ? weight : percentOf(percent);
          }
        }
      }
    }
    return known
        ? new Passed("the agent says " + words.strip(), took, weight)
        : new Failed("the agent's line has no word that is known: \"" + words.strip() + "\"", took);
  }

  private static WeightAdvice percentOf(int percent) {
    return new WeightAdvice.Percent(percent);
  }

  private static int percent(String word) {
    if (!word.matches("[0-9]{1,5}%")) {
      return -1;
    }
    return Math.min(LARGEST_PERCENT, Integer.parseInt(word.substring(0, word.length() - 1)));
  }
}
