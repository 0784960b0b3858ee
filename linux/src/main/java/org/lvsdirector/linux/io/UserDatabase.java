package org.lvsdirector.linux.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.linux.ffi.Sys;

/**
 * Users and groups as the system knows them, through the C library, so that users of a directory
 * service are found too. May block on such a service.
 */
public final class UserDatabase {

  private static final int TEXT_SIZE = 64 * 1024;

  /** struct passwd: two pointers, then uid and gid. */
  private static final int PASSWD_UID = 16;

  private static final int PASSWD_GID = 20;

  /** struct group: two pointers, then gid. */
  private static final int GROUP_GID = 16;

  private UserDatabase() {}

  /**
   * A user.
   *
   * @param uid number
   * @param gid primary group
   */
  public record User(int uid, int gid) {}

  /** Looks a user up by name. */
  public static Optional<User> user(String name) throws LinuxException {
    ByteBuffer entry = Sys.allocate(64);
    ByteBuffer text = Sys.allocate(TEXT_SIZE);
    byte[] found = new byte[8];
    int rc = Sys.LIBC.getpwnam_r(name, entry, text, TEXT_SIZE, found);
    return found(rc, found, "look up user", name).map(_ -> passwd(entry));
  }

  /** Looks a user up by number. */
  public static Optional<User> user(int uid) throws LinuxException {
    ByteBuffer entry = Sys.allocate(64);
    ByteBuffer text = Sys.allocate(TEXT_SIZE);
    byte[] found = new byte[8];
    int rc = Sys.LIBC.getpwuid_r(uid, entry, text, TEXT_SIZE, found);
    return found(rc, found, "look up user", Integer.toString(uid)).map(_ -> passwd(entry));
  }

  private static User passwd(ByteBuffer entry) {
    return new User(entry.getInt(PASSWD_UID), entry.getInt(PASSWD_GID));
  }

  /** The number of a group. */
  public static OptionalInt group(String name) throws LinuxException {
    ByteBuffer entry = Sys.allocate(64);
    ByteBuffer text = Sys.allocate(TEXT_SIZE);
    byte[] found = new byte[8];
    int rc = Sys.LIBC.getgrnam_r(name, entry, text, TEXT_SIZE, found);
    return found(rc, found, "look up group", name).isPresent()
        ? OptionalInt.of(entry.getInt(GROUP_GID))
        : OptionalInt.empty();
  }

  /** These functions answer the errno itself, and for "none" either 0 or one of several numbers. */
  private static Optional<Boolean> found(int rc, byte[] pointer, String call, String name)
      throws LinuxException {
    if (!Arrays.equals(pointer, new byte[8]) && rc == 0) {
      return Optional.of(true);
    }
    List<Integer> absent = List.of(0, Errno.ENOENT.code(), Errno.ESRCH.code(), Errno.EBADF.code());
    if (absent.contains(rc) || rc == Errno.EPERM.code()) {
      return Optional.empty();
    }
    throw new LinuxException(call, name, new Errno(rc));
  }

  /** The groups of a user besides and including the given primary one. */
  public static List<Integer> groupsOf(String user, int primary) throws LinuxException {
    int[] count = {64};
    int[] groups = new int[count[0]];
    int rc = Sys.LIBC.getgrouplist(user, primary, groups, count);
    if (rc < 0) {
      groups = new int[count[0]];
      rc = Sys.LIBC.getgrouplist(user, primary, groups, count);
    }
    if (rc < 0) {
      throw new LinuxException("look up groups of user", user, Errno.ERANGE);
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < Math.min(count[0], groups.length); i++) {
      all.add(groups[i]);
    }
    return all;
  }

  /** What a program run as this user, and optionally this group, gets. Empty if one is unknown. */
  public static Optional<Credentials> credentials(String user, Optional<String> group)
      throws LinuxException {
    Optional<User> found = user(user);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    int gid = found.get().gid();
    if (group.isPresent()) {
      OptionalInt own = group(group.get());
      if (own.isEmpty()) {
        return Optional.empty();
      }
      gid = own.getAsInt();
    }
    return Optional.of(new Credentials(found.get().uid(), gid, groupsOf(user, gid)));
  }
}
