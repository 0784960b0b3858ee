package org.lvsdirector.linux.io;

/** Something a {@link Poller} can wait for. */
public interface Pollable extends AutoCloseable {

  /** The descriptor to wait on. */
  Fd fd();

  @Override
  default void close() {
    fd().close();
  }
}
