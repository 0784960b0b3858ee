package org.lvsdirector.parser.model;

/**
 * {@code authentication}: the legacy scheme of VRRP version 2 (keepalived reference, VRRP 4.1 and
 * 4.2).
 *
 * @param type {@code auth_type}
 * @param password {@code auth_pass}: exactly 8 octets, padded with zeros, longer ones cut with an
 *     error
 */
public record Authentication(Type type, Octets password) {
  /** Checks the length. */
  public Authentication {
    if (password.length() != 8) {
      throw new IllegalArgumentException("password length: " + password.length() + " (expected 8)");
    }
  }

  /** The schemes, with their number on the wire. */
  public enum Type {
    /** {@code PASS}: the password in clear text. */
    PASS(1),
    /** {@code AH}: IPSEC authentication header, HMAC-MD5-96. */
    AH(2);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    /** The auth type octet of the advert. */
    public int number() {
      return number;
    }
  }
}
