package org.lvsdirector.provision.vip;

/** How the director forwards to a real server (lvs_method). */
public enum Forwarding {
  /** Direct Routing. */
  DR,
  /** IP in IP tunnelling. */
  TUN,
  /** Masquerading. */
  NAT
}
