package org.lvsdirector.vrrp.io;

import java.util.Optional;

/**
 * How VRRP is run, apart from the file.
 *
 * @param namespace network namespace to work in; empty: that of the starting thread
 * @param releaseOnStop false with {@code --dont-release-vrrp}: addresses stay and no advert of
 *     priority 0 is sent
 * @param predecessor what the program before this one handed over
 * @param logged whether what the instances do is logged; failures always are
 */
public record VrrpOptions(
    Optional<String> namespace, boolean releaseOnStop, HandOver predecessor, boolean logged) {
  /** After no hand-over. */
  public VrrpOptions(Optional<String> namespace, boolean releaseOnStop) {
    this(namespace, releaseOnStop, HandOver.NONE, true);
  }

  /** Nobody is to hear of it. */
  public static final VrrpOptions REHEARSAL =
      new VrrpOptions(Optional.empty(), true, HandOver.NONE, false);

  /** In the namespace of the starting thread, releasing everything on stop. */
  public static final VrrpOptions DEFAULT = new VrrpOptions(Optional.empty(), true);

  /** The same in a named network namespace. */
  public static VrrpOptions in(String namespace) {
    return new VrrpOptions(Optional.of(namespace), true);
  }
}
