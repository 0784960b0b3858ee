package org.lvsdirector.vrrp.packet;

import java.util.Optional;

/** Settings of the receive checks that differ from others in one thing. */
final class Expecting {
  private Expecting() {}

  static ReceiveSettings hmac(ReceiveSettings from, HmacSettings hmac) {
    return with(
        from,
        Optional.of(hmac),
        from.checksum(),
        from.oldUnicastAllowed(),
        from.ownerIgnoresAdverts());
  }

  static ReceiveSettings checksum(ReceiveSettings from, ChecksumRule rule) {
    return with(from, from.hmac(), rule, from.oldUnicastAllowed(), from.ownerIgnoresAdverts());
  }

  static ReceiveSettings noOldUnicast(ReceiveSettings from) {
    return with(from, from.hmac(), from.checksum(), false, from.ownerIgnoresAdverts());
  }

  static ReceiveSettings nothingAsOwner(ReceiveSettings from) {
    return with(from, from.hmac(), from.checksum(), from.oldUnicastAllowed(), true);
  }

  private static ReceiveSettings with(
      ReceiveSettings from,
      Optional<HmacSettings> hmac,
      ChecksumRule checksum,
      boolean oldUnicastAllowed,
      boolean ownerIgnoresAdverts) {
    return new ReceiveSettings(
        from.version(),
        from.family(),
        from.interval(),
        from.delivery(),
        from.authType(),
        from.password(),
        hmac,
        from.addresses(),
        checksum,
        oldUnicastAllowed,
        ownerIgnoresAdverts);
  }
}
