package org.lvsdirector.linux.io;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.linux.netlink.NlError;
import org.lvsdirector.linux.netlink.NlMessage;

/**
 * What the kernel answered to one request.
 *
 * @param messages the data, empty for a command
 * @param error the result; absent only if the answer was lost because the receive buffer overran
 */
public record NlReply(List<NlMessage> messages, Optional<NlError> error) {

  public NlReply {
    messages = List.copyOf(messages);
  }

  /** The errno; ENOBUFS when the answer was lost, empty for success. */
  public Optional<Errno> failure() {
    return error
        .map(e -> e.isSuccess() ? Optional.<Errno>empty() : Optional.of(new Errno(e.code())))
        .orElse(Optional.of(Errno.ENOBUFS));
  }

  /**
   * Throws unless the request succeeded.
   *
   * @param call what was asked, in words: {@code add address}
   * @param target of what: {@code 10.0.0.1/24 dev eth0}
   */
  public NlReply orThrow(String call, String target) throws LinuxException {
    Optional<Errno> failure = failure();
    if (failure.isEmpty()) {
      return this;
    }
    Optional<String> words = error.flatMap(NlError::explanation);
    throw new LinuxException(
        call, target, failure.get(), words.or(() -> Remedy.of(call, failure.get())));
  }
}
