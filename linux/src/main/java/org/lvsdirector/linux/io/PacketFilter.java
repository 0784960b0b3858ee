package org.lvsdirector.linux.io;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.linux.ffi.Sys;

/**
 * A classic BPF program (linux/filter.h) that lets a packet through if all comparisons hold, and
 * drops it in the kernel otherwise. Offsets count from where the socket's data begin; numbers are
 * in network order.
 */
final class PacketFilter {
  private static final int LOAD_WORD = 0x20;
  private static final int LOAD_HALF = 0x28;
  private static final int LOAD_BYTE = 0x30;
  private static final int LOAD_HALF_INDEXED = 0x48;
  private static final int INDEX_BY_IPV4_HEADER = 0xb1;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int INSTRUCTION = 8;

  private record Instruction(int code, int value) {}

  private final List<Instruction> instructions = new ArrayList<>();

  PacketFilter byteIs(int offset, int value) {
    return compare(LOAD_BYTE, offset, value);
  }

  PacketFilter shortIs(int offset, int value) {
    return compare(LOAD_HALF, offset, value);
  }

  PacketFilter wordIs(int offset, int value) {
    return compare(LOAD_WORD, offset, value);
  }

  /** The offset counts from the end of the IPv4 header, whose length the packet says. */
  PacketFilter shortBehindIpv4HeaderIs(int offset, int value) {
    instructions.add(new Instruction(INDEX_BY_IPV4_HEADER, 0));
    return compare(LOAD_HALF_INDEXED, offset, value);
  }

  private PacketFilter compare(int load, int offset, int value) {
    instructions.add(new Instruction(load, offset));
    instructions.add(new Instruction(JUMP_IF_EQUAL, value));
    return this;
  }

  /** From now on only what passes reaches the socket. */
  void attach(Fd fd, String name) throws LinuxException {
    int count = instructions.size() + 2;
    ByteBuffer code = Sys.allocate(count * INSTRUCTION);
    for (int i = 0; i < instructions.size(); i++) {
      Instruction next = instructions.get(i);
      // A comparison that fails jumps to the last instruction, "return 0 bytes".
      int toDrop = next.code() == JUMP_IF_EQUAL ? count - 1 - (i + 1) : 0;
      put(code, i, next.code(), toDrop, next.value());
    }
    put(code, count - 2, RETURN, 0, 0xffff);
    put(code, count - 1, RETURN, 0, 0);
    byte[] program =
        SockOpt.host(16).putShort(0, (short) count).putLong(8, Sys.address(code)).array();
    try {
      SockOpt.set(fd, Const.SOL_SOCKET, Const.SO_ATTACH_FILTER, program, "filter of " + name);
    } finally {
      Reference.reachabilityFence(code);
    }
  }

  private static void put(ByteBuffer code, int at, int operation, int otherwise, int value) {
    int offset = at * INSTRUCTION;
    code.putShort(offset, (short) operation);
    code.put(offset + 3, (byte) otherwise);
    code.putInt(offset + 4, value);
  }
}
