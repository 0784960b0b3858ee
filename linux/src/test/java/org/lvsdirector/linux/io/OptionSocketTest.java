package org.lvsdirector.linux.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class OptionSocketTest {
  private final ByteBuffer value = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());

  @Test
  void anOptionIsReadIntoTheBuffer() throws Exception {
    value.putLong(0, -1);
    try (OptionSocket socket = OptionSocket.open()) {
      socket.read(Const.IP_TTL, value, 4);
    }
    assertThat(value.getInt(0)).as("time to live").isBetween(1, 255);
    assertThat(value.getInt(4)).as("behind the size").isEqualTo(-1);
  }

  @Test
  void anUnknownOptionIsNamed() throws Exception {
    try (OptionSocket socket = OptionSocket.open()) {
      assertThatThrownBy(() -> socket.read(4000, value, 4))
          .isInstanceOf(LinuxException.class)
          .hasMessage("read socket option 4000: ENOPROTOOPT");
    }
  }

  @Test
  void aBufferTheKernelCannotWriteToIsRefused() throws Exception {
    try (OptionSocket socket = OptionSocket.open()) {
      assertThatThrownBy(() -> socket.read(Const.IP_TTL, ByteBuffer.allocate(8), 4))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> socket.read(Const.IP_TTL, value, 9))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aClosedSocketSaysSo() throws Exception {
    OptionSocket socket = OptionSocket.open();
    socket.close();
    assertThat(socket.fd().isOpen()).isFalse();
    assertThatThrownBy(() -> socket.read(Const.IP_TTL, value, 4))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("EBADF");
  }
}
