/**
 * The C library, and the only place that knows jnr-ffi; seen by {@code linux.io} alone.
 *
 * <p>{@link org.lvsdirector.linux.ffi.Libc} declares the functions, {@link
 * org.lvsdirector.linux.ffi.Sys} calls them and folds errno into the result at once, as the kernel
 * itself does: not negative is success, negative is -errno. Structures travel as {@code byte[]} or
 * direct {@code ByteBuffer}; an address inside a structure is a {@code long}. Linux with 64-bit
 * pointers only (x86_64, aarch64). To replace jnr by java.lang.foreign, rewrite this package.
 */
@NullMarked
package org.lvsdirector.linux.ffi;

import org.jspecify.annotations.NullMarked;
