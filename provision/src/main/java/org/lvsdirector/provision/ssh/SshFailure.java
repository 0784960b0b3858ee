package org.lvsdirector.provision.ssh;

/** Why a server could not be reached or worked on: one line with the remedy. */
public final class SshFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure, for JSON. */
  public enum Kind {
    /** No route, no name, nothing answered in time. */
    UNREACHABLE,
    /** The port is closed. */
    REFUSED,
    /** The host key is in no known_hosts file. */
    UNKNOWN_HOST_KEY,
    /** The host key is another than the known one. */
    CHANGED_HOST_KEY,
    /** No key or password was accepted. */
    AUTHENTICATION,
    /** Logged in, but not allowed to become root. */
    SUDO,
    /** It took too long. */
    TIMEOUT,
    /** The connection broke. */
    LOST,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;

  /** A failure with its sentence. */
  public SshFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** A failure with its cause. */
  public SshFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind it is. */
  public Kind kind() {
    return kind;
  }
}
