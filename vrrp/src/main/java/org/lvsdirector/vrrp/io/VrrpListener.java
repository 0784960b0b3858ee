package org.lvsdirector.vrrp.io;

/** Hears what VRRP has to say to scripts, FIFOs, mail and status. */
@FunctionalInterface
public interface VrrpListener {
  /**
   * Something to pass on. Called by the VRRP thread, in order: hand long work to another thread, or
   * adverts are late. An exception is logged and does no harm.
   */
  void tell(VrrpNotice notice);
}
