package org.lvsdirector.linux.io;

import org.lvsdirector.linux.ffi.Sys;

/** An eventfd: any thread may wake the one that polls it. */
final class Wakeup implements Pollable {

  private static final int EFD_NONBLOCK_CLOEXEC = Const.O_NONBLOCK | Const.O_CLOEXEC;

  private final Fd fd;

  Wakeup() throws LinuxException {
    int rc = Sys.check(Sys.LIBC.eventfd(0, EFD_NONBLOCK_CLOEXEC));
    fd = new Fd(LinuxException.check(rc, "open", "eventfd"));
  }

  @Override
  public Fd fd() {
    return fd;
  }

  void wake() {
    // EAGAIN means that it is awake already.
    long _ = Sys.LIBC.write(fd.number(), SockOpt.host(8).putLong(1).array(), 8);
  }

  void drain() {
    long _ = Sys.LIBC.read(fd.number(), new byte[8], 8);
  }
}
