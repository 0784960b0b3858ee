package org.lvsdirector.linux.io;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lvsdirector.linux.ffi.Arch;
import org.lvsdirector.linux.ffi.CStrings;
import org.lvsdirector.linux.ffi.Sys;

/**
 * A program to be started as its own process group, with default signal handling, nothing open but
 * standard input, output and error, and optionally as another user.
 *
 * @param command the path of the program (no search along PATH, no shell) and its arguments; the
 *     first argument is the name the program sees, and is {@code command.getFirst()}
 * @param environment all of it
 * @param directory working directory, else that of this process
 * @param credentials whom to run as, else as this process
 * @param capture the most output (both streams together, bytes) to keep, or 0 for none
 * @param namespace the network namespace to run in, else the caller's
 */
public record Spawn(
    List<String> command,
    Map<String, String> environment,
    Optional<Path> directory,
    Optional<Credentials> credentials,
    int capture,
    Optional<String> namespace) {

  private static final int SET_SIGNAL_DEFAULT = 0x04;
  private static final int SET_SIGNAL_MASK = 0x08;
  private static final int SET_GROUP = 0x02;

  /** Larger than posix_spawnattr_t and posix_spawn_file_actions_t of glibc and musl. */
  private static final int OPAQUE = 512;

  public Spawn {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("an empty command");
    }
  }

  /** A program with no output kept, as this process. */
  public static Spawn of(List<String> command, Map<String, String> environment) {
    return new Spawn(command, environment, Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  public Spawn as(Credentials value) {
    return new Spawn(command, environment, directory, Optional.of(value), capture, namespace);
  }

  public Spawn in(Path value) {
    return new Spawn(command, environment, Optional.of(value), credentials, capture, namespace);
  }

  public Spawn capturing(int bytes) {
    return new Spawn(command, environment, directory, credentials, bytes, namespace);
  }

  public Spawn inNamespace(String name) {
    return new Spawn(command, environment, directory, credentials, capture, Optional.of(name));
  }

  /**
   * Starts it. ENOENT or EACCES when the program cannot be run, EPERM when the credentials cannot
   * be taken. Call {@link SpawnedProcess#waitFor} until it has ended, else a zombie stays.
   */
  public SpawnedProcess start() throws LinuxException {
    int[] pipe = {-1, -1};
    if (capture > 0) {
      LinuxException.check(Sys.check(Sys.LIBC.pipe2(pipe, Const.O_CLOEXEC)), "open", "output pipe");
    }
    try {
      // The thread that gives up its user ids or namespace ends with it; the process keeps its own.
      int pid =
          NetworkNamespace.onOwnThread("spawn " + command.getFirst(), () -> onThread(pipe[1]));
      if (pipe[1] >= 0) {
        int _ = Sys.LIBC.close(pipe[1]);
      }
      return new SpawnedProcess(pid, command.getFirst(), pipe[0], capture);
    } catch (LinuxException e) {
      if (pipe[0] >= 0) {
        int _ = Sys.LIBC.close(pipe[0]);
        int _ = Sys.LIBC.close(pipe[1]);
      }
      throw e;
    }
  }

  private int onThread(int output) throws LinuxException {
    if (ProcessControl.schedulingPolicy() != ProcessControl.SCHED_OTHER) {
      // A daemon that runs in real time does not hand that to its programs.
      ProcessControl.schedule(ProcessControl.SCHED_OTHER, 0, false);
    }
    if (namespace.isPresent()) {
      NetworkNamespace.enter(namespace.get());
    }
    if (credentials.isPresent()) {
      take(credentials.get());
    }
    return spawn(output);
  }

  /**
   * The system calls themselves change one thread; the functions of the C library would change
   * every thread of the process (nptl(7)). Groups first, while we still may.
   */
  private static void take(Credentials wanted) throws LinuxException {
    Arch arch = Arch.CURRENT;
    int count = wanted.groups().size();
    byte[] groups = new byte[Math.max(4, count * 4)];
    ByteBuffer out = ByteBuffer.wrap(groups).order(ByteOrder.nativeOrder());
    wanted.groups().forEach(out::putInt);
    check(Sys.LIBC.syscall(arch.setgroups(), count, groups, 0), "set group ids", wanted);
    long gid = wanted.gid();
    check(Sys.LIBC.syscall(arch.setresgid(), gid, gid, gid), "set group id", wanted);
    long uid = wanted.uid();
    check(Sys.LIBC.syscall(arch.setresuid(), uid, uid, uid), "set user id", wanted);
  }

  private static void check(long rc, String call, Credentials wanted) throws LinuxException {
    LinuxException.check(Sys.check(rc), call, wanted.uid() + ":" + wanted.gid());
  }

  private int spawn(int output) throws LinuxException {
    CStrings arguments = new CStrings(command);
    CStrings variables = new CStrings(environmentLines());
    ByteBuffer actions = Sys.allocate(OPAQUE);
    ByteBuffer attributes = Sys.allocate(OPAQUE);
    byte[] pid = new byte[4];
    attempt(Sys.LIBC.posix_spawn_file_actions_init(actions));
    attempt(Sys.LIBC.posix_spawnattr_init(attributes));
    try {
      prepare(actions, output);
      attempt(Sys.LIBC.posix_spawnattr_setsigdefault(attributes, catchableSignals()));
      attempt(Sys.LIBC.posix_spawnattr_setsigmask(attributes, new byte[128]));
      attempt(Sys.LIBC.posix_spawnattr_setpgroup(attributes, 0));
      short flags = (short) (SET_SIGNAL_DEFAULT | SET_SIGNAL_MASK | SET_GROUP);
      attempt(Sys.LIBC.posix_spawnattr_setflags(attributes, flags));
      attempt(
          Sys.LIBC.posix_spawn(
              pid,
              command.getFirst(),
              actions,
              attributes,
              arguments.pointers(),
              variables.pointers()));
      return ByteBuffer.wrap(pid).order(ByteOrder.nativeOrder()).getInt();
    } finally {
      Reference.reachabilityFence(arguments);
      Reference.reachabilityFence(variables);
      int _ = Sys.LIBC.posix_spawn_file_actions_destroy(actions);
      int _ = Sys.LIBC.posix_spawnattr_destroy(attributes);
    }
  }

  /**
   * A sigset_t of 1..64 without KILL and STOP. Signals 32 and 33 of the C library are in it because
   * glibc would else leave them ignored in the program.
   */
  private static byte[] catchableSignals() {
    BitSet signals = new BitSet();
    signals.set(0, 64);
    for (int fixed : new int[] {9, 19}) {
      signals.clear(fixed - 1);
    }
    return Arrays.copyOf(signals.toByteArray(), 128);
  }

  private List<String> environmentLines() {
    return new TreeMap<>(environment)
        .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }

  private void prepare(ByteBuffer actions, int output) throws LinuxException {
    String nothing = "/dev/null";
    attempt(Sys.LIBC.posix_spawn_file_actions_addopen(actions, 0, nothing, Const.O_RDONLY, 0));
    for (int stream = 1; stream <= 2; stream++) {
      attempt(
          output >= 0
              ? Sys.LIBC.posix_spawn_file_actions_adddup2(actions, output, stream)
              : Sys.LIBC.posix_spawn_file_actions_addopen(
                  actions, stream, nothing, Const.O_WRONLY, 0));
    }
    if (directory.isPresent()) {
      String path = directory.get().toString();
      attempt(Sys.LIBC.posix_spawn_file_actions_addchdir_np(actions, path));
    }
    closeOthers(actions);
  }

  private void closeOthers(ByteBuffer actions) throws LinuxException {
    try {
      attempt(Sys.LIBC.posix_spawn_file_actions_addclosefrom_np(actions, 3));
    } catch (UnsatisfiedLinkError e) {
      // Before glibc 2.34. Our own descriptors close themselves on exec; these are the JVM's
      // others.
      for (int fd : openDescriptors()) {
        attempt(Sys.LIBC.posix_spawn_file_actions_addclose(actions, fd));
      }
    }
  }

  private static List<Integer> openDescriptors() {
    List<Integer> open = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : entries) {
        int fd = Integer.parseInt(entry.getFileName().toString());
        if (fd > 2) {
          open.add(fd);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return open;
  }

  /** The posix_spawn functions answer the errno itself. */
  private void attempt(int errno) throws LinuxException {
    if (errno != 0) {
      throw new LinuxException("start program", command.getFirst(), new Errno(errno));
    }
  }
}
