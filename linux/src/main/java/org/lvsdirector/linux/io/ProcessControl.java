package org.lvsdirector.linux.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.lvsdirector.linux.ffi.Arch;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Settings of this process and of the calling thread. What concerns a thread concerns the platform
 * thread that calls; never call those from a virtual thread.
 */
public final class ProcessControl {

  public static final int SCHED_OTHER = 0;
  public static final int SCHED_FIFO = 1;
  public static final int SCHED_RR = 2;
  public static final int MCL_CURRENT = 1;
  public static final int MCL_FUTURE = 2;
  public static final int MCL_ONFAULT = 4;
  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGKILL = 9;
  public static final int SIGUSR1 = 10;
  public static final int SIGUSR2 = 12;
  public static final int SIGTERM = 15;
  public static final int CAP_NET_ADMIN = 12;
  public static final int CAP_NET_RAW = 13;

  private static final int PR_SET_PDEATHSIG = 1;
  private static final int PR_SET_NAME = 15;
  private static final int SCHED_RESET_ON_FORK = 0x40000000;
  private static final long NO_LIMIT = -1;
  private static final int THIS_THREAD = 0;

  private ProcessControl() {}

  /** What may be limited, with the kernel's number. */
  public enum Resource {
    CORE(4, "core file size"),
    NOFILE(7, "open files"),
    MEMLOCK(8, "locked memory"),
    RTPRIO(14, "real-time priority"),
    RTTIME(15, "real-time microseconds");

    private final int number;
    private final String words;

    Resource(int number, String words) {
      this.number = number;
      this.words = words;
    }
  }

  /**
   * A limit.
   *
   * @param soft what counts, -1 for none
   * @param hard how far soft may be raised, -1 for none
   */
  public record Limit(long soft, long hard) {
    /** No limit at all. */
    public static final Limit NONE = new Limit(NO_LIMIT, NO_LIMIT);
  }

  /**
   * This process gets a signal when the <i>thread</i> that started it ends (prctl(2)): the starter
   * must be a thread that lives as long as its process. Ask {@link #parentPid} afterwards, it may
   * be too late already. Takes effect for the calling thread, which must live on too.
   */
  public static void signalOnParentDeath(int signal) throws LinuxException {
    check(Sys.LIBC.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0), "set parent death signal", signal);
  }

  /**
   * Names the calling thread for the kernel; up to 15 bytes. The main thread's is the process's.
   */
  public static void nameThread(String name) throws LinuxException {
    byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
    LinuxException.check(
        Sys.check(Sys.LIBC.prctl(PR_SET_NAME, text, 0, 0, 0)), "set thread name", name);
  }

  /**
   * Schedules the calling thread.
   *
   * @param policy {@link #SCHED_FIFO}, {@link #SCHED_RR} or {@link #SCHED_OTHER}
   * @param priority 1..99 for real time, 0 for OTHER
   * @param resetOnFork what the thread starts later is scheduled normally
   */
  public static void schedule(int policy, int priority, boolean resetOnFork) throws LinuxException {
    schedule(THIS_THREAD, policy, priority, resetOnFork);
  }

  /** As the other, for any thread of this process; 0 is the calling one. */
  public static void schedule(int thread, int policy, int priority, boolean resetOnFork)
      throws LinuxException {
    byte[] parameter = SockOpt.host(4).putInt(priority).array();
    int with = policy | (resetOnFork ? SCHED_RESET_ON_FORK : 0);
    check(
        Sys.LIBC.sched_setscheduler(thread, with, parameter),
        "set scheduler to priority",
        priority);
  }

  /** The policy of the calling thread, without the reset-on-fork bit. */
  public static int schedulingPolicy() throws LinuxException {
    return check(Sys.LIBC.sched_getscheduler(0), "get scheduler", 0) & ~SCHED_RESET_ON_FORK;
  }

  /** Nice value -20..19 of the calling thread. */
  public static void nice(int value) throws LinuxException {
    nice(THIS_THREAD, value);
  }

  /** As the other, for any thread of this process; 0 is the calling one. */
  public static void nice(int thread, int value) throws LinuxException {
    check(Sys.LIBC.setpriority(0, thread, value), "set nice value to", value);
  }

  /**
   * A negative nice value for an ordinary thread of this process, 0 for the calling one, that is
   * not handed to threads and processes which it starts. Real-time threads stay what they are; a
   * thread that has ended is no error.
   */
  public static void favour(int thread, int nice) throws LinuxException {
    try {
      int policy = check(Sys.LIBC.sched_getscheduler(thread), "get scheduler", thread);
      if ((policy & ~SCHED_RESET_ON_FORK) != SCHED_OTHER) {
        return;
      }
      schedule(thread, SCHED_OTHER, 0, true);
      nice(thread, nice);
    } catch (LinuxException e) {
      if (!e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  /** Lets the calling thread run on these processors only. */
  public static void affinity(BitSet processors) throws LinuxException {
    affinity(THIS_THREAD, processors);
  }

  /** As the other, for any thread of this process; 0 is the calling one. */
  public static void affinity(int thread, BitSet processors) throws LinuxException {
    byte[] mask = new byte[128];
    byte[] bits = processors.toByteArray();
    System.arraycopy(bits, 0, mask, 0, Math.min(bits.length, mask.length));
    int rc = Sys.check(Sys.LIBC.sched_setaffinity(thread, mask.length, mask));
    LinuxException.check(rc, "set processor affinity to", processors.toString());
  }

  /** The processors the calling thread may run on. */
  public static BitSet affinity() throws LinuxException {
    byte[] mask = new byte[128];
    check(Sys.LIBC.sched_getaffinity(0, mask.length, mask), "get processor affinity", 0);
    return BitSet.valueOf(mask);
  }

  /**
   * Locks the memory of the process; use all three MCL_ flags, without ONFAULT a JVM grows
   * fourfold.
   */
  public static void lockMemory(int flags) throws LinuxException {
    check(Sys.LIBC.mlockall(flags), "lock memory with flags", flags);
  }

  /** Undoes {@link #lockMemory}. */
  public static void unlockMemory() throws LinuxException {
    check(Sys.LIBC.munlockall(), "unlock memory", 0);
  }

  /** Sets a limit of the process. */
  public static void limit(Resource resource, Limit limit) throws LinuxException {
    byte[] value = SockOpt.host(16).putLong(limit.soft()).putLong(limit.hard()).array();
    int rc = Sys.check(Sys.LIBC.setrlimit(resource.number, value));
    LinuxException.check(rc, "set limit of " + resource.words + " to", limit.soft() + "");
  }

  /** Reads a limit of the process. */
  public static Limit limit(Resource resource) throws LinuxException {
    byte[] value = new byte[16];
    int rc = Sys.check(Sys.LIBC.getrlimit(resource.number, value));
    LinuxException.check(rc, "get limit of", resource.words);
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
    return new Limit(in.getLong(0), in.getLong(8));
  }

  /** Sets the file mode mask and answers the one before. */
  public static int umask(int mask) {
    return Sys.LIBC.umask(mask);
  }

  public static int pid() {
    return Sys.LIBC.getpid();
  }

  public static int parentPid() {
    return Sys.LIBC.getppid();
  }

  public static int uid() {
    return Sys.LIBC.getuid();
  }

  public static int effectiveUid() {
    return Sys.LIBC.geteuid();
  }

  public static int gid() {
    return Sys.LIBC.getgid();
  }

  /** The kernel's number of the calling platform thread. */
  public static int threadId() {
    return (int) Sys.LIBC.syscall(Arch.CURRENT.gettid(), 0, 0, 0);
  }

  /** The kernel's numbers of all threads of this process, those of the JVM included. */
  public static List<Integer> threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.map(task -> Integer.valueOf(task.getFileName().toString())).toList();
    }
  }

  /**
   * Sends a signal to a process, or with a negative number to a process group. Signal 0 only asks.
   */
  public static void kill(int pid, int signal) throws LinuxException {
    LinuxException.check(
        Sys.check(Sys.LIBC.kill(pid, signal)), "send signal " + signal + " to", "process " + pid);
  }

  /** True if there is such a process, ours or not. */
  public static boolean exists(int pid) {
    int rc = Sys.check(Sys.LIBC.kill(pid, 0));
    return rc == 0 || rc == -Errno.EPERM.code();
  }

  /**
   * Leaves the terminal: a session and group of its own, so that a terminal that closes sends no
   * SIGHUP. EPERM for a process that leads a group already.
   */
  public static void newSession() throws LinuxException {
    check(Sys.LIBC.setsid(), "make session of", pid());
  }

  /** Names the whole process, as ps(1) and pidof(8) see it; up to 15 bytes. */
  public static void nameProcess(String name) throws IOException {
    Path _ = Files.writeString(Path.of("/proc/self/comm"), name);
  }

  /** Puts a process into a group; both 0 for the caller and a new group of its own. */
  public static void processGroup(int pid, int group) throws LinuxException {
    check(Sys.LIBC.setpgid(pid, group), "set process group of", pid);
  }

  /** True if the calling thread has this capability in effect, e.g. {@link #CAP_NET_ADMIN}. */
  public static boolean hasCapability(int number) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
      if (line.startsWith("CapEff:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> number & 1) == 1;
      }
    }
    return false;
  }

  private static int check(int rc, String call, int target) throws LinuxException {
    return LinuxException.check(Sys.check(rc), call, Integer.toString(target));
  }
}
