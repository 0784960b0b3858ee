package org.lvsdirector.daemon.control;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a message between directors is from one that knows the token, which itself never goes
 * over the wire: HMAC-SHA256 in hexadecimal.
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public Signature(String token) {
    this.key = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Signs.
   *
   * @param purpose what the message is for, so that none can be passed off as another
   */
  public String of(String purpose, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal((purpose + "\n" + body).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  /** Whether a signature is this message's, in a time that tells nothing. */
  public boolean matches(String signature, String purpose, String body) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.US_ASCII),
        of(purpose, body).getBytes(StandardCharsets.US_ASCII));
  }
}
