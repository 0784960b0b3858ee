package org.lvsdirector.vrrp.packet;

import java.time.Instant;

/**
 * What the checks need to know about the moment.
 *
 * @param owner whether the effective priority is 255
 * @param compareAddresses whether the VIP list is compared (reference, VRRP 6.6)
 * @param utc wall clock, for the HMAC time window only
 */
public record ReceiveContext(boolean owner, boolean compareAddresses, Instant utc) {}
