package org.lvsdirector.linux.io;

import java.io.IOException;
import java.util.Optional;

/**
 * A kernel call that failed. The message is for an operator: {@code bind raw socket eth0: EPERM
 * (needs CAP_NET_RAW)}.
 */
public final class LinuxException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String call;
  private final String target;
  private final int code;

  /** A failure whose remedy, if there is a known one, is added. */
  public LinuxException(String call, String target, Errno errno) {
    this(call, target, errno, Remedy.of(call, errno));
  }

  /**
   * A failure with a given explanation, e.g. the kernel's own.
   *
   * @param call what was tried, in words an operator knows: {@code add address}
   * @param target what it was tried on: {@code 10.0.0.1/24 dev eth0}
   */
  public LinuxException(String call, String target, Errno errno, Optional<String> explanation) {
    super(text(call, target, errno, explanation));
    this.call = call;
    this.target = target;
    this.code = errno.code();
  }

  private static String text(
      String call, String target, Errno errno, Optional<String> explanation) {
    String subject = target.isEmpty() ? call : call + " " + target;
    return subject + ": " + errno + explanation.map(words -> " (" + words + ")").orElse("");
  }

  public String call() {
    return call;
  }

  public String target() {
    return target;
  }

  public Errno errno() {
    return new Errno(code);
  }

  /** True if the call failed with this number. */
  public boolean is(Errno errno) {
    return code == errno.code();
  }

  /** Answers a result that is not negative, and throws for -errno. */
  static int check(int result, String call, String target) throws LinuxException {
    if (result < 0) {
      throw new LinuxException(call, target, new Errno(-result));
    }
    return result;
  }

  /** The same for a long. */
  static long check(long result, String call, String target) throws LinuxException {
    if (result < 0) {
      throw new LinuxException(call, target, new Errno((int) -result));
    }
    return result;
  }
}
