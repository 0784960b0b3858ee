package org.lvsdirector.linux.ffi;

import com.kenai.jffi.Library;

/** Addresses of functions of the C library. */
public final class Symbols {

  private Symbols() {}

  /** The address of a function, 0 if there is none of this name. */
  public static long address(String name) {
    return Library.getDefault().getSymbolAddress(name);
  }
}
