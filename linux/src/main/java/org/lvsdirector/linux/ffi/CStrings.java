package org.lvsdirector.linux.ffi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An array of C strings with a null at its end, as argv and envp are. */
public final class CStrings {

  private final ByteBuffer all;

  /** Copies the strings; a NUL inside one is refused, it would cut the string silently. */
  public CStrings(List<String> strings) {
    int head = (strings.size() + 1) * Long.BYTES;
    int size = head;
    for (String string : strings) {
      if (string.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("a NUL inside \"" + string.replace('\0', '?') + "\"");
      }
      size += string.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    all = Sys.allocate(size);
    long base = Sys.address(all);
    int at = head;
    for (int i = 0; i < strings.size(); i++) {
      byte[] text = strings.get(i).getBytes(StandardCharsets.UTF_8);
      all.putLong(i * Long.BYTES, base + at);
      all.put(at, text);
      at += text.length + 1;
    }
  }

  /** The pointers, with the strings behind them; keep this object alive while in use. */
  public ByteBuffer pointers() {
    return all;
  }
}
