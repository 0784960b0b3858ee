package org.lvsdirector.vrrp.fsm;

import java.net.InetAddress;
import java.time.Instant;

/**
 * The last advertisement that counted.
 *
 * @param source who sent it
 * @param priority 0..255
 * @param at when it was processed
 */
public record Heard(InetAddress source, int priority, Instant at) {}
