package org.lvsdirector.linux.netlink;

import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of decoding bytes that somebody else wrote: a value, or the reason why there is none.
 *
 * @param <T> what was asked for
 */
public sealed interface NlDecoded<T> {

  /** The bytes were well formed. */
  record Ok<T>(T value) implements NlDecoded<T> {}

  /** The bytes were not well formed; {@code reason} is a short sentence for a log line. */
  record Malformed<T>(String reason) implements NlDecoded<T> {}

  /** The value, or empty for malformed bytes. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Ok<T>(var value) -> Optional.of(value);
      case Malformed<T> _ -> Optional.empty();
    };
  }

  /** Continues with another decoding step when this one went well. */
  default <R> NlDecoded<R> then(Function<? super T, NlDecoded<R>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Malformed<T>(var reason) -> new Malformed<>(reason);
    };
  }

  /** Shorthand for {@link Malformed}. */
  static <T> NlDecoded<T> malformed(String reason) {
    return new Malformed<>(reason);
  }
}
