package org.lvsdirector.linux.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {

  @TempDir Path directory;

  @Test
  void peersTalkAndKnowEachOther() throws Exception {
    Path path = directory.resolve("control");
    try (UnixListener listener = UnixListener.listen(path, 0640, OptionalInt.empty());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-r-----");
      Future<String> heard =
          executor.submit(
              () -> {
                try (UnixSocket peer = listener.accept()) {
                  peer.output().write("welcome".getBytes(UTF_8));
                  assertThat(peer.peer().pid()).isEqualTo(ProcessControl.pid());
                  assertThat(peer.peer().uid()).isEqualTo(ProcessControl.uid());
                  return new String(peer.input().readAllBytes(), UTF_8);
                }
              });
      try (UnixSocket client = UnixSocket.connect(path)) {
        assertThat(new String(client.input().readNBytes(7), UTF_8)).isEqualTo("welcome");
        client.output().write("status".getBytes(UTF_8));
      }
      assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo("status");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void secondListenerIsRefusedAndStaleFileIsReplaced() throws Exception {
    Path path = directory.resolve("control");
    try (UnixListener _ = UnixListener.listen(path, 0600, OptionalInt.empty())) {
      assertThatThrownBy(() -> UnixListener.listen(path, 0600, OptionalInt.empty()))
          .hasMessageContaining("EADDRINUSE");
    }
    Fd stale = SockOpt.socket(Const.AF_UNIX, Const.SOCK_STREAM, 0, "test");
    SockOpt.bind(stale, SockAddr.unix(path.toString()), "test");
    stale.close();
    assertThat(path).exists();
    UnixListener.listen(path, 0600, OptionalInt.empty()).close();
  }

  @Test
  void plainFileIsNotReplaced() throws Exception {
    Path path = Files.writeString(directory.resolve("precious"), "data");
    assertThatThrownBy(() -> UnixListener.listen(path, 0600, OptionalInt.empty()))
        .isInstanceOf(LinuxException.class);
    assertThat(path).hasContent("data");
  }

  @Test
  void silentPeerIsReadTimeout() throws Exception {
    Path path = directory.resolve("control");
    try (UnixListener _ = UnixListener.listen(path, 0600, OptionalInt.empty());
        UnixSocket client = UnixSocket.connect(path)) {
      client.readTimeout(Duration.ofMillis(20));
      assertThatThrownBy(() -> client.input().read()).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void serviceManagerHearsPathAndAbstractNames() throws Exception {
    String unique = "@lin-" + ProcessControl.pid() + "-" + System.nanoTime();
    for (String name : new String[] {directory.resolve("notify").toString(), unique}) {
      try (Fd receiver = SockOpt.socket(Const.AF_UNIX, Const.SOCK_DGRAM, 0, "test")) {
        SockOpt.bind(receiver, SockAddr.unix(name), "test");
        assertThat(new SystemdNotify(Optional.of(name)).send("READY=1")).isTrue();
        MessageBuffer buffer = new MessageBuffer(100);
        int length = buffer.receive(receiver, Const.MSG_DONTWAIT);
        assertThat(new String(buffer.bytes(length), UTF_8)).isEqualTo("READY=1");
      }
    }
    assertThat(new SystemdNotify(Optional.empty()).send("READY=1")).isFalse();
  }
}
