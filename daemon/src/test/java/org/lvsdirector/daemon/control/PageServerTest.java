package org.lvsdirector.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
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
      HttpRequest post =
          HttpRequest.newBuilder(uri(page, "/v1/status"))
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
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
  void offLoopbackATokenIsNeeded() {
    assertThatThrownBy(
            () ->
                PageServer.open(
                        InetAddress.ofLiteral("0.0.0.0"),
                        0,
                        Optional.empty(),
                        JsonObject::new,
                        () -> "")
                    .close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status_token_file");
  }

  private static PageServer open(Optional<String> token) throws IOException {
    JsonObject status = new JsonObject();
    status.addProperty("version", "test");
    return PageServer.open(
        InetAddress.getLoopbackAddress(), 0, token, () -> status, () -> "up 1\n");
  }

  private HttpResponse<String> get(PageServer page, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(page, path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(PageServer page, String path) {
    return URI.create("http://localhost:" + page.port() + path);
  }
}
