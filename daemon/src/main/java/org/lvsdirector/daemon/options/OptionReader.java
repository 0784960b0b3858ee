package org.lvsdirector.daemon.options;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.daemon.options.Option.Argument;

/**
 * Splits an argument list the way getopt_long(3) does: letters may be bundled ({@code -nlD}), a
 * required argument may be attached or follow, an optional one must be attached, long names may be
 * shortened while unique, {@code --} ends the options.
 */
final class OptionReader {
  /** One option as given; {@code value} is empty where it has none. */
  record Given(Option option, String value, boolean hasValue) {}

  /**
   * What was read: options in order, words that are none, and the first error ("" where there is
   * none).
   */
  record Reading(List<Given> options, List<String> words, String error) {}

  private final List<String> arguments;
  private final List<Given> options = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private String error = "";
  private int next;

  private OptionReader(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  static Reading read(List<String> arguments) {
    return new OptionReader(arguments).read();
  }

  private Reading read() {
    while (next < arguments.size() && error.isEmpty()) {
      String word = arguments.get(next++);
      if (word.equals("--")) {
        words.addAll(arguments.subList(next, arguments.size()));
        break;
      } else if (word.startsWith("--")) {
        readLong(word.substring(2));
      } else if (word.startsWith("-") && word.length() > 1) {
        readLetters(word);
      } else {
        words.add(word);
      }
    }
    return new Reading(List.copyOf(options), List.copyOf(words), error);
  }

  private void readLong(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    List<Option> found = Option.ofLongName(name);
    if (found.size() != 1) {
      error =
          found.isEmpty()
              ? "unrecognized option '--" + name + "'"
              : "option '--" + name + "' is ambiguous";
      return;
    }
    Option option = found.getFirst();
    if (equals >= 0) {
      String value = text.substring(equals + 1);
      if (option.argument() == Argument.NONE) {
        error = "option '--" + option.longName() + "' doesn't allow an argument";
      } else if (option.argument() == Argument.REQUIRED && value.isEmpty()) {
        error = "option '--" + option.longName() + "' requires an argument";
      } else {
        options.add(new Given(option, value, true));
      }
    } else if (option.argument() == Argument.REQUIRED) {
      takeFollowing(option, "option '--" + option.longName() + "' requires an argument");
    } else {
      options.add(new Given(option, "", false));
    }
  }

  private void readLetters(String word) {
    for (int i = 1; i < word.length() && error.isEmpty(); i++) {
      char letter = word.charAt(i);
      Option option = Option.ofLetter(letter).orElse(null);
      if (option == null) {
        error = "invalid option -- '" + letter + "'";
        return;
      }
      if (option.argument() == Argument.NONE) {
        options.add(new Given(option, "", false));
        continue;
      }
      String attached = word.substring(i + 1);
      if (!attached.isEmpty()) {
        options.add(new Given(option, attached, true));
      } else if (option.argument() == Argument.REQUIRED) {
        takeFollowing(option, "option requires an argument -- '" + letter + "'");
      } else {
        options.add(new Given(option, "", false));
      }
      return;
    }
  }

  private void takeFollowing(Option option, String complaint) {
    if (next < arguments.size()) {
      options.add(new Given(option, arguments.get(next++), true));
    } else {
      error = complaint;
    }
  }
}
