package org.lvsdirector.vrrp.packet;

/**
 * The authentication type octet of VRRPv2 (RFC 2338 section 5.3.6; withdrawn by RFC 3768, still in
 * use).
 */
public enum AuthType {
  /** No authentication. */
  NONE(0),
  /** Eight octets of plain text at the end of the message. */
  PASS(1),
  /** IPsec authentication header between the IP header and the message. */
  AH(2);

  private final int code;

  AuthType(int code) {
    this.code = code;
  }

  /** The octet on the wire. */
  public int code() {
    return code;
  }
}
