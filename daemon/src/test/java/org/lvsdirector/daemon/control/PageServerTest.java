package org.lvsdirector.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PageServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void servesPageStatusAndMetricsAndNothingCanBeWritten() throws Exception {
    try (PageServer page = open(Optional.empty())) {
      assertThat(get(page, "/").body())
          .contains("<title>lvs-director</title>")
          .doesNotContain("src=")
          .doesNotContain("href=")
          .doesNotContain("@import");
      assertThat(get(page, "/v1/status").body()).contains("\"version\":\"test\"");
      assertThat(get(page, "/metrics").body()).isEqualTo("up 1\n");
      assertThat(get(page, "/nothing").statusCode()).isEqualTo(404);
      assertThat(post(page, "/v1/drain", "").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void withATokenNobodyGetsInWithoutIt() throws Exception {
    try (PageServer page = open(Optional.of("secret"))) {
      assertThat(get(page, "/").statusCode()).isEqualTo(401);
      assertThat(get(page, "/?token=wrong").statusCode()).isEqualTo(401);
      assertThat(get(page, "/?token=secret").statusCode()).isEqualTo(200);
      HttpRequest bearer =
          HttpRequest.newBuilder(uri(page, "/metrics"))
              .header("Authorization", "Bearer secret")
              .build();
      assertThat(client.send(bearer, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void writingNeedsToBeEnabledAndNeedsTheToken() throws Exception {
    try (PageServer page = open(Optional.of("secret"))) {
      assertThat(post(page, "/v1/drain", "secret").statusCode()).isEqualTo(403);
    }
    try (PageServer page = open(Optional.empty(), true)) {
      assertThat(post(page, "/v1/drain", "").statusCode()).isEqualTo(403);
    }
    try (PageServer page = open(Optional.of("secret"), true)) {
      assertThat(post(page, "/v1/drain", "wrong").statusCode()).isEqualTo(401);
      assertThat(post(page, "/v1/drain", "secret").body()).isEqualTo("token@127.0.0.1 text");
    }
  }

  @Test
  void drainsOfAPeerComeWithASignatureInsteadOfAToken() throws Exception {
    try (PageServer page = open(Optional.of("secret"))) {
      HttpRequest request =
          HttpRequest.newBuilder(uri(page, "/v1/drains/exchange"))
              .header(PageServer.SIGNATURE_HEADER, "abc")
              .POST(HttpRequest.BodyPublishers.ofString("[]"))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("abc []");
    }
  }

  private HttpResponse<String> post(PageServer page, String path, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(page, path))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString("text"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void offLoopbackATokenIsNeeded() {
    var everywhere =
        new PageServer.Settings(InetAddress.ofLiteral("0.0.0.0"), 0, Optional.empty(), false);
    assertThatThrownBy(() -> PageServer.open(everywhere, new Content()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status_token_file");
  }

  private static PageServer open(Optional<String> token) throws IOException {
    return open(token, false);
  }

  private static PageServer open(Optional<String> token, boolean writable) throws IOException {
    return PageServer.open(
        new PageServer.Settings(InetAddress.getLoopbackAddress(), 0, token, writable),
        new Content());
  }

  private static final class Content implements PageContent {
    @Override
    public String status() {
      return "{\"version\":\"test\"}";
    }

    @Override
    public String metrics() {
      return "up 1\n";
    }

    @Override
    public ControlAnswer api(ControlRequest request) {
      return request.path().equals("/v1/drain")
          ? ControlAnswer.text("text/plain", request.user() + " " + request.body())
          : ControlAnswer.error(404, "no such resource");
    }

    @Override
    public ControlAnswer drains(String signature, String body) {
      return ControlAnswer.text("text/plain", signature + " " + body);
    }
  }

  private HttpResponse<String> get(PageServer page, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(page, path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(PageServer page, String path) {
    return URI.create("http://127.0.0.1:" + page.port() + path);
  }
}
