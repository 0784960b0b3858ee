package org.lvsdirector.linux.ffi;

import java.nio.ByteBuffer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the C library we use, under their own names; see section 2 and 3 of the manual
 * for each. Public only because the generated binding needs it: call {@link Sys}.
 */
public interface Libc {

  int socket(int domain, int type, int protocol);

  int bind(int fd, @In byte[] address, int length);

  int connect(int fd, @In byte[] address, int length);

  int listen(int fd, int backlog);

  int accept4(int fd, @Out byte[] address, @In @Out byte[] length, int flags);

  int getsockname(int fd, @Out byte[] address, @In @Out byte[] length);

  int getpeername(int fd, @Out byte[] address, @In @Out byte[] length);

  int setsockopt(int fd, int level, int option, @In byte[] value, int length);

  int getsockopt(int fd, int level, int option, @Out byte[] value, @In @Out byte[] length);

  int getsockopt(int fd, int level, int option, ByteBuffer value, ByteBuffer length);

  long sendto(int fd, @In byte[] data, long size, int flags, @In byte[] address, int length);

  long send(int fd, @In byte[] data, long size, int flags);

  long recv(int fd, @Out byte[] data, long size, int flags);

  long send(int fd, ByteBuffer data, long size, int flags);

  long recv(int fd, ByteBuffer data, long size, int flags);

  long sendmsg(int fd, ByteBuffer header, int flags);

  long recvmsg(int fd, ByteBuffer header, int flags);

  int shutdown(int fd, int how);

  int socketpair(int domain, int type, int protocol, @Out int[] fds);

  int open(String path, int flags, int mode);

  int close(int fd);

  long read(int fd, @Out byte[] data, long size);

  long write(int fd, @In byte[] data, long size);

  int fcntl(int fd, int command, long argument);

  int fcntl(int fd, int command, @In @Out byte[] argument);

  int ioctl(int fd, long request, @In @Out byte[] argument);

  int ioctl(int fd, long request, ByteBuffer argument);

  int ppoll(ByteBuffer fds, long count, @In byte[] timeout, long signalMask);

  int eventfd(int initial, int flags);

  int epoll_create1(int flags);

  int epoll_ctl(int epoll, int operation, int fd, @In byte[] event);

  int epoll_wait(int epoll, @Out byte[] events, int count, int timeoutMillis);

  int pipe2(@Out int[] fds, int flags);

  int mkfifo(String path, int mode);

  int chown(String path, int uid, int gid);

  int chmod(String path, int mode);

  int inotify_init1(int flags);

  int inotify_add_watch(int fd, String path, int mask);

  int inotify_rm_watch(int fd, int watch);

  int signalfd(int fd, @In byte[] mask, int flags);

  int sigaction(int signal, @In byte @Nullable [] action, @Out byte[] old);

  int pthread_sigmask(int how, @In byte[] mask, @Out byte[] old);

  int clock_gettime(int clock, @Out byte[] time);

  int setns(int fd, int type);

  int unshare(int flags);

  int prctl(int option, long a, long b, long c, long d);

  int prctl(int option, @In byte[] a, long b, long c, long d);

  int sched_setscheduler(int pid, int policy, @In byte[] parameter);

  int sched_getscheduler(int pid);

  int sched_setaffinity(int pid, long size, @In byte[] mask);

  int sched_getaffinity(int pid, long size, @Out byte[] mask);

  int setpriority(int which, int who, int priority);

  int mlockall(int flags);

  int munlockall();

  int setrlimit(int resource, @In byte[] limit);

  int getrlimit(int resource, @Out byte[] limit);

  int umask(int mask);

  int getuid();

  int geteuid();

  int getgid();

  int getpid();

  int getppid();

  int setsid();

  int setpgid(int pid, int group);

  int getpgid(int pid);

  int kill(int pid, int signal);

  long syscall(long number, long a, long b, long c);

  long syscall(long number, long a, @In byte[] b, long c);

  int waitid(int idType, int id, @Out byte[] info, int options);

  int posix_spawn_file_actions_init(ByteBuffer actions);

  int posix_spawn_file_actions_destroy(ByteBuffer actions);

  int posix_spawn_file_actions_addopen(
      ByteBuffer actions, int fd, String path, int flags, int mode);

  int posix_spawn_file_actions_adddup2(ByteBuffer actions, int from, int to);

  int posix_spawn_file_actions_addclose(ByteBuffer actions, int fd);

  int posix_spawn_file_actions_addchdir_np(ByteBuffer actions, String path);

  int posix_spawn_file_actions_addclosefrom_np(ByteBuffer actions, int from);

  int posix_spawnattr_init(ByteBuffer attributes);

  int posix_spawnattr_destroy(ByteBuffer attributes);

  int posix_spawnattr_setflags(ByteBuffer attributes, short flags);

  int posix_spawnattr_setpgroup(ByteBuffer attributes, int group);

  int posix_spawnattr_setsigmask(ByteBuffer attributes, @In byte[] mask);

  int posix_spawnattr_setsigdefault(ByteBuffer attributes, @In byte[] mask);

  int posix_spawn(
      @Out byte[] pid,
      String path,
      ByteBuffer actions,
      ByteBuffer attributes,
      ByteBuffer arguments,
      ByteBuffer environment);

  int execve(String path, ByteBuffer arguments, ByteBuffer environment);

  int getpwnam_r(String name, ByteBuffer entry, ByteBuffer text, long size, @Out byte[] result);

  int getpwuid_r(int uid, ByteBuffer entry, ByteBuffer text, long size, @Out byte[] result);

  int getgrnam_r(String name, ByteBuffer entry, ByteBuffer text, long size, @Out byte[] result);

  int getgrouplist(String user, int gid, @Out int[] groups, @In @Out int[] count);
}
