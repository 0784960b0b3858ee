package org.lvsdirector.linux.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Kernel settings under /proc/sys. Those under {@code net} are the ones of the calling thread's
 * network namespace; for another one run it inside {@link NetworkNamespace#call}.
 *
 * <p>Names have dots, {@code net.ipv4.ip_forward}. An interface name with a dot in it is written
 * with a slash instead, as sysctl(8) does: {@code net.ipv4.conf.vrrp/51.rp_filter}.
 */
public final class Sysctl {

  private static final Path ROOT = Path.of("/proc/sys");

  private Sysctl() {}

  /**
   * A setting that was changed, and how to undo it.
   *
   * @param name as given
   * @param before the value it had
   * @param after the value it was given
   */
  public record Change(String name, String before, String after) {

    /**
     * Puts the old value back, unless somebody else has changed it meanwhile or the setting is gone
     * with its interface.
     *
     * @return true if it was put back
     */
    public boolean restore() throws IOException {
      if (!exists(name) || before.equals(after) || !read(name).equals(after)) {
        return false;
      }
      write(name, before);
      return true;
    }
  }

  /** The setting of an interface, e.g. {@code forInterface("ipv4", "eth0.7", "arp_ignore")}. */
  public static String forInterface(String family, String device, String key) {
    return "net." + family + ".conf." + device.replace('.', '/') + "." + key;
  }

  private static Path path(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c == '.' ? '/' : c == '/' ? '.' : c);
    }
    Path path = ROOT.resolve(out.toString()).normalize();
    if (!path.startsWith(ROOT) || path.equals(ROOT)) {
      throw new IllegalArgumentException("not a kernel setting: " + name);
    }
    return path;
  }

  public static boolean exists(String name) {
    return Files.exists(path(name));
  }

  /** The value without surrounding white space. */
  public static String read(String name) throws IOException {
    // One read with room for everything: many settings answer only the first read of a file, and
    // Files.readString begins with a read of a single byte.
    try (FileInputStream in = new FileInputStream(path(name).toFile())) {
      byte[] room = new byte[16 * 1024];
      int length = Math.max(in.read(room), 0);
      return new String(room, 0, length, StandardCharsets.UTF_8).strip();
    }
  }

  /** Writes a value. */
  public static void write(String name, String value) throws IOException {
    Path path = path(name);
    try {
      Files.writeString(path, value, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("set " + name + " to " + value + ": " + e.getMessage(), e);
    }
  }

  /** Sets a value and answers what it was before. */
  public static Change set(String name, String value) throws IOException {
    String before = read(name);
    if (!before.equals(value)) {
      write(name, value);
    }
    return new Change(name, before, value);
  }
}
