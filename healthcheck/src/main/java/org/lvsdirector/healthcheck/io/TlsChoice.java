package org.lvsdirector.healthcheck.io;

/**
 * The library a checker speaks TLS with. What one cannot do, another may: BoringSSL knows no finite
 * field groups and no Ed25519 certificates, JSSE no RSA key exchange, keepalived's OpenSSL all of
 * them. So a checker stays with the library that its server understands.
 */
final class TlsChoice {
  private final int libraries;
  private int current;
  private boolean proven;

  /**
   * Begins with the first.
   *
   * @param libraries how many there are
   */
  TlsChoice(int libraries) {
    this.libraries = libraries;
  }

  /** The place of the library to use. */
  synchronized int current() {
    return current;
  }

  /** A handshake was brought to its end. */
  synchronized void succeeded() {
    proven = true;
  }

  /**
   * A handshake failed: the next is another library's.
   *
   * @return whether to try that one at once, as no library was proven to be understood and not all
   *     were asked. Otherwise it is the server that has changed, and the next check's turn.
   */
  synchronized boolean failed() {
    current = (current + 1) % libraries;
    return !proven && current != 0;
  }
}
