package org.lvsdirector.healthcheck.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 of a repeated chunk. */
final class Md5 {
  private Md5() {}

  static byte[] of(byte[] chunk, int times) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (int i = 0; i < times; i++) {
        md5.update(chunk);
      }
      return md5.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
