package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.conscrypt.AllocatedBuffer;
import org.junit.jupiter.api.Test;

class TlsBuffersTest {
  private final TlsBuffers buffers = new TlsBuffers();

  @Test
  void bufferIsUsedAgainWithTheSizeAskedFor() {
    AllocatedBuffer first = buffers.allocateDirectBuffer(16_384);
    assertThat(first.nioBuffer().isDirect()).isTrue();
    assertThat(first.nioBuffer().capacity()).isEqualTo(16_384);
    first.nioBuffer().position(100).limit(200);
    first.release();
    assertThat(buffers.idle()).isEqualTo(1);
    ByteBuffer second = buffers.allocateDirectBuffer(18_000).nioBuffer();
    assertThat(buffers.idle()).isZero();
    assertThat(second.position()).isZero();
    assertThat(second.remaining()).isEqualTo(18_000);
  }

  @Test
  void bufferReleasedTwiceIsGivenBackOnce() {
    AllocatedBuffer buffer = buffers.allocateDirectBuffer(1);
    buffer.release();
    buffer.release();
    assertThat(buffers.idle()).isEqualTo(1);
  }

  @Test
  void burstIsNotKept() {
    List<AllocatedBuffer> burst = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      burst.add(buffers.allocateDirectBuffer(16_384));
    }
    burst.forEach(AllocatedBuffer::release);
    assertThat(buffers.idle()).isEqualTo(32);
  }

  @Test
  void largeBufferIsNotKept() {
    AllocatedBuffer large = buffers.allocateDirectBuffer(1 << 20);
    assertThat(large.nioBuffer().capacity()).isEqualTo(1 << 20);
    large.release();
    assertThat(buffers.idle()).isZero();
  }
}
