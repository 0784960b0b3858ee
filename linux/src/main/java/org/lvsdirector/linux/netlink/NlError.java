package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the kernel says about one request: the content of NLMSG_ERROR, or of an NLMSG_DONE that
 * carries an error.
 *
 * @param code 0 for success, else the positive errno
 * @param sequence the request this answers
 * @param explanation the kernel's own sentence (extended acknowledgement), when it gave one
 */
public record NlError(int code, int sequence, Optional<String> explanation) {

  private static final int ATTR_MSG = 1;

  /** True for a plain acknowledgement. */
  public boolean isSuccess() {
    return code == 0;
  }

  /** Reads an acknowledgement; only for messages of type {@link NlMessage#ERROR}. */
  public static NlDecoded<NlError> decode(NlMessage message) {
    byte[] payload = message.payload();
    if (message.type() != NlMessage.ERROR || payload.length < 4 + NlMessage.HEADER_LENGTH) {
      return NlDecoded.malformed("short netlink acknowledgement: " + payload.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
    long echoed = Integer.toUnsignedLong(in.getInt(4));
    long tlvs = 4 + NlMessage.HEADER_LENGTH;
    if (!message.hasFlags(NlMessage.F_CAPPED)) {
      tlvs = 4 + Math.max(NlMessage.HEADER_LENGTH, (echoed + 3) & ~3L);
    }
    Optional<String> text = explanation(message, tlvs);
    return new NlDecoded.Ok<>(new NlError(errno(in.getInt(0)), message.sequence(), text));
  }

  /** Reads the result code of a finished dump; success when the message carries none. */
  public static NlError ofDone(NlMessage done) {
    byte[] payload = done.payload();
    if (payload.length < 4) {
      return new NlError(0, done.sequence(), Optional.empty());
    }
    int code = errno(ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()).getInt(0));
    return new NlError(code, done.sequence(), explanation(done, 4));
  }

  private static int errno(int raw) {
    // The kernel sends -errno; anything positive is not a code it uses and must not read as
    // success.
    return raw == Integer.MIN_VALUE ? Integer.MAX_VALUE : Math.abs(raw);
  }

  private static Optional<String> explanation(NlMessage message, long from) {
    if (!message.hasFlags(NlMessage.F_ACK_TLVS) || from >= message.payload().length) {
      return Optional.empty();
    }
    return NlAttributes.parse(message.payload(), (int) from)
        .toOptional()
        .flatMap(attributes -> attributes.string(ATTR_MSG));
  }
}
