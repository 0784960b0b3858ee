package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.config.ConfigurationReader;
import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.ControlClient;
import org.lvsdirector.daemon.control.ControlRequest;
import org.lvsdirector.daemon.control.ControlServer;
import org.lvsdirector.parser.model.LvsDirectorSettings;

/** What becomes of the control socket and of the status page in a reload, on the loopback. */
final class ControlInterfaceTest {
  @TempDir private Path folder = Path.of("");
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<LvsDirectorSettings> settings =
      new AtomicReference<>(LvsDirectorSettings.DEFAULT);
  private ControlInterface control;
  private int port;

  @BeforeEach
  void open() throws IOException {
    port = freePort();
    token("secret");
    configure(page(port) + socket("one.sock"));
    control = new ControlInterface(settings::get, Drains.load(folder), () -> {});
    control.open(_ -> ControlAnswer.text("text/plain", "socket"), new Content());
    assertThat(status(port, "")).isEqualTo(200);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void anotherPortAndAnotherSocketTakeTheOldOnesPlace() throws IOException {
    int other = freePort();
    reload(page(other) + socket("two.sock"));

    assertThat(status(other, "")).isEqualTo(200);
    assertThatThrownBy(() -> status(port, "")).isInstanceOf(ConnectException.class);
    assertThat(ask("two.sock")).isEqualTo("socket");
    assertThat(folder.resolve("one.sock")).doesNotExist();

    reload(socket("two.sock"));
    assertThatThrownBy(() -> status(other, "")).isInstanceOf(ConnectException.class);
    assertThat(ask("two.sock")).isEqualTo("socket");
  }

  @Test
  void whatCannotBeOpenedLeavesTheOldOneUntilItCan() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ControlServer _ =
            ControlServer.open(
                folder.resolve("taken.sock"),
                java.util.Optional.empty(),
                _ -> ControlAnswer.text("text/plain", "somebody else"))) {
      reload(page(taken.getLocalPort()) + socket("taken.sock"));
      assertThat(status(port, "")).isEqualTo(200);
      assertThat(ask("one.sock")).isEqualTo("socket");
      assertThat(ask("taken.sock")).isEqualTo("somebody else");
    }
    int other = freePort();
    reload(page(other) + socket("taken.sock"));
    assertThat(status(other, "")).isEqualTo(200);
    assertThat(ask("taken.sock")).isEqualTo("socket");
  }

  @Test
  void allAddressesAndOneMayFollowEachOtherOnThePort() throws IOException {
    reload(page(port) + tokenFile() + "@lvs_director status_address 0.0.0.0\n");
    assertThat(status("127.0.0.2", port, "secret")).isEqualTo(200);
    reload(page(port) + tokenFile());
    assertThat(status(port, "secret")).isEqualTo(200);
    assertThatThrownBy(() -> status("127.0.0.2", port, "secret"))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void withoutATokenItDoesNotLeaveTheLoopback() throws IOException {
    reload(page(port) + "@lvs_director status_address 0.0.0.0\n");
    assertThat(status(port, "")).isEqualTo(200);
    assertThatThrownBy(() -> status("127.0.0.2", port, "")).isInstanceOf(ConnectException.class);
  }

  @Test
  void aTokenCountsAtOnceAndEndsWhatLooksOnWithTheOldOne() throws Exception {
    reload(page(port) + tokenFile());
    assertThat(status(port, "")).isEqualTo(401);
    assertThat(status(port, "secret")).isEqualTo(200);

    HttpResponse<InputStream> live =
        http.send(
            request("127.0.0.1", port, "/v1/events?token=secret"), BodyHandlers.ofInputStream());
    assertThat(live.body().read()).isEqualTo('d');
    token("fresh");
    reload(page(port) + tokenFile());
    try (InputStream body = live.body()) {
      body.transferTo(java.io.OutputStream.nullOutputStream());
    }
    assertThat(status(port, "secret")).isEqualTo(401);
    assertThat(status(port, "fresh")).isEqualTo(200);
  }

  @Test
  void aTokenFileThatIsGoneForAMomentOpensNothing() throws IOException {
    reload(page(port) + tokenFile());
    Files.delete(folder.resolve("token"));
    reload(page(port) + tokenFile());
    assertThat(status(port, "")).isEqualTo(401);
    assertThat(status(port, "secret")).isEqualTo(200);
  }

  @Test
  void writingIsAllowedAndForbiddenAgain() throws Exception {
    HttpRequest drain =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/drain"))
            .header("Authorization", "Bearer secret")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    reload(page(port) + tokenFile() + "@lvs_director status_write\n");
    assertThat(http.send(drain, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    reload(page(port) + tokenFile());
    assertThat(http.send(drain, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }

  @Test
  void theSocketIsOpenedToAGroupAndClosedToItAgain() throws IOException {
    String group =
        Files.readAttributes(folder.resolve("k.conf"), PosixFileAttributes.class).group().getName();
    reload(socket("one.sock") + "@lvs_director control_group " + group + "\n");
    assertThat(mode()).isEqualTo("rw-rw----");
    assertThat(ask("one.sock")).isEqualTo("socket");
    reload(socket("one.sock"));
    assertThat(mode()).isEqualTo("rw-------");
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("one.sock")));
  }

  private static String page(int number) {
    return "@lvs_director status_port " + number + "\n";
  }

  private String socket(String name) {
    return "@lvs_director control_socket " + folder.resolve(name) + "\n";
  }

  private String tokenFile() {
    return "@lvs_director status_token_file " + folder.resolve("token") + "\n";
  }

  private void token(String text) throws IOException {
    Files.writeString(folder.resolve("token"), text);
  }

  private void reload(String lines) throws IOException {
    configure(lines);
    control.reload();
  }

  private void configure(String lines) throws IOException {
    Path file =
        Files.writeString(folder.resolve("k.conf"), "global_defs {\n%s}\n".formatted(lines));
    settings.set(ConfigurationReader.of(file, false).read().config().global().director());
  }

  private String ask(String name) throws IOException {
    return new ControlClient(folder.resolve(name)).call("GET", "/", "").body();
  }

  private int status(int number, String token) throws IOException {
    return status("127.0.0.1", number, token);
  }

  private int status(String address, int number, String token) throws IOException {
    try {
      return http.send(
              request(address, number, "/v1/status?token=" + token), BodyHandlers.ofString())
          .statusCode();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static HttpRequest request(String address, int number, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + ":" + number + path)).build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket()) {
      any.bind(new InetSocketAddress("0.0.0.0", 0));
      return any.getLocalPort();
    }
  }

  private static final class Content implements EmptyPage {
    @Override
    public ControlAnswer api(ControlRequest request) {
      return ControlAnswer.text("text/plain", request.method());
    }
  }
}
