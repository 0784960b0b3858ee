package org.lvsdirector.linux.ffi;

/**
 * What differs between the processor architectures: numbers of system calls without a wrapper of
 * their own, and one packed structure and one flag (asm/unistd.h, sys/epoll.h, asm/fcntl.h).
 *
 * @param gettid number of the thread
 * @param setgroups supplementary groups of one thread
 * @param setresuid user ids of one thread
 * @param setresgid group ids of one thread
 * @param epollEventSize bytes of struct epoll_event
 * @param noFollow O_NOFOLLOW of open(2)
 */
public record Arch(
    int gettid, int setgroups, int setresuid, int setresgid, int epollEventSize, int noFollow) {

  /** The machine we run on. */
  public static final Arch CURRENT = of(System.getProperty("os.arch", ""));

  /** pidfd_open(2), the same number everywhere. */
  public static final int PIDFD_OPEN = 434;

  /** The numbers of x86_64 (amd64) or aarch64; anything else is not supported. */
  public static Arch of(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> new Arch(186, 116, 117, 119, 12, 0x20000);
      case "aarch64" -> new Arch(178, 159, 147, 149, 16, 0x8000);
      default ->
          throw new UnsupportedOperationException(
              "processor architecture " + name + " (expected amd64 or aarch64)");
    };
  }

  /** Where the user data stands in struct epoll_event. */
  public int epollDataOffset() {
    return epollEventSize - 8;
  }
}
