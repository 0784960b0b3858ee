package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.control.ControlClient;

/** A worker with its table in memory, asked by its socket and its page, against the manual page. */
final class ControlApiTest {
  private static final Path MANUAL = Path.of("src/dist/man/lvs-director-api.7");
  private static final Path DASHBOARD = Path.of("src/dist/grafana/lvs-director.json");
  private static final Pattern RESOURCE = Pattern.compile("(?m)^\\.B (GET|POST) (/[a-z0-9/]*)");
  private static final Pattern METRIC = Pattern.compile("lvs_director_[a-z0-9_]+");

  @TempDir private Path folder = Path.of("");
  private final HttpClient http = HttpClient.newHttpClient();
  private WorkerRuntime runtime;
  private ControlClient socket;
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = freePort();
    Path token = Files.writeString(folder.resolve("token"), "secret-token\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Path file =
        Files.writeString(
            folder.resolve("k.conf"),
            """
            global_defs {
              router_id test
              @lvs_director control_socket %1$s/control.sock
              @lvs_director state_dir %1$s/state
              @lvs_director status_port %2$d
              @lvs_director status_token_file %1$s/token
              @lvs_director status_write
              @lvs_director provision_watch 600
            }
            virtual_server 192.0.2.100 80 {
              delay_loop 1
              lb_kind DR
              protocol TCP
              real_server 127.0.0.1 80 {
                FILE_CHECK {
                  track_file none
                }
              }
              real_server 127.0.0.2 80 {
                TCP_CHECK {
                  connect_timeout 1
                  warmup 0
                }
              }
            }
            track_file none {
              file %1$s/none
            }
            """
                .formatted(folder, port));
    runtime = TestWorkers.inMemory(file);
    socket = new ControlClient(folder.resolve("control.sock"));
  }

  @AfterEach
  void stop() {
    runtime.stop();
  }

  @Test
  void everyDocumentedResourceIsAnsweredAndNoOther() throws Exception {
    Set<String> documented = new TreeSet<>();
    Matcher matcher = RESOURCE.matcher(Files.readString(MANUAL));
    while (matcher.find()) {
      documented.add(matcher.group(1) + " " + matcher.group(2));
    }
    assertThat(documented)
        .containsAll(ControlRoutes.RESOURCES)
        .contains("GET /", "GET /metrics", "GET /v1/events", "POST /v1/drains/exchange")
        .hasSize(ControlRoutes.RESOURCES.size() + 4);
    for (String resource : ControlRoutes.RESOURCES) {
      String[] words = resource.split(" ", 2);
      String query = words[0].equals("GET") ? "?server=127.0.0.1:80" : "";
      ControlClient.Answer answer =
          socket.call(words[0], words[1] + query, "{\"server\":\"127.0.0.1:80\"}");
      assertThat(answer.status()).as(resource + " " + answer.body()).isEqualTo(200);
      assertThat(JsonParser.parseString(answer.body()).isJsonObject()).isTrue();
    }
    assertThat(socket.call("GET", "/v1/nothing", "").status()).isEqualTo(404);
  }

  @Test
  void theStatusHasEveryDocumentedMember() throws Exception {
    String manual = Files.readString(MANUAL);
    String part =
        manual.substring(manual.indexOf("GET /v1/status\n"), manual.indexOf("GET /v1/why"));
    String status = status().toString();
    Matcher word = Pattern.compile("(?m)^\\.BR? (.*)$").matcher(part);
    int found = 0;
    while (word.find()) {
      Matcher member =
          Pattern.compile("[a-zA-Z0-9]+").matcher(word.group(1).replaceAll("\"[^\"]*\"", " "));
      while (member.find()) {
        boolean vrrp =
            Set.of(
                    "instances",
                    "state",
                    "reason",
                    "effectivePriority",
                    "lastAdvert",
                    "addresses",
                    "counters",
                    "drained")
                .contains(member.group());
        assertThat(vrrp || status.contains("\"" + member.group() + "\":"))
            .as(member.group() + " in " + status)
            .isTrue();
        found++;
      }
    }
    assertThat(found).isGreaterThan(25);
  }

  @Test
  void aDrainSaysWhoAndWhyEverywhere() throws Exception {
    socket.call("POST", "/v1/drain", "{\"server\":\"127.0.0.2:80\",\"reason\":\"new disk\"}");
    assertThat(status().toString()).contains("\"reason\":\"new disk\"", "\"by\":\"", "@");
    assertThat(socket.call("GET", "/v1/drains", "").body()).contains("new disk");
    assertThat(Files.readString(folder.resolve("state/drains.json"))).contains("new disk");
    assertThat(socket.call("POST", "/v1/undrain", "{\"server\":\"127.0.0.2:80\"}").status())
        .isEqualTo(200);
    assertThat(socket.call("POST", "/v1/undrain", "{\"server\":\"127.0.0.2:80\"}").status())
        .isEqualTo(409);
  }

  @Test
  void theSocketIsItsOwnersAlone() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("control.sock"))))
        .isEqualTo("rw-------");
  }

  @Test
  void overTcpNothingIsToldOrChangedWithoutTheToken() throws Exception {
    assertThat(get("/v1/status", "").statusCode()).isEqualTo(401);
    assertThat(get("/v1/why?server=127.0.0.1", "secret-token").statusCode()).isEqualTo(200);
    HttpRequest drain =
        HttpRequest.newBuilder(uri("/v1/drain"))
            .header("Authorization", "Bearer secret-token")
            .POST(HttpRequest.BodyPublishers.ofString("{\"server\":\"127.0.0.1:80\"}"))
            .build();
    assertThat(http.send(drain, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(status().toString()).contains("token@127.0.0.1");
  }

  @Test
  void theMetricsKeepToTheFormatAndTheDashboardKnowsThem() throws Exception {
    while (status().getAsJsonObject("checks").getAsJsonArray("durations").isEmpty()) {
      Thread.onSpinWait();
    }
    JsonObject vrrp =
        JsonParser.parseString(
                """
                {"instances":[{"name":"VI_1","state":"MASTER","since":"2026-11-21T03:00:00Z",
                 "reason":"started","effectivePriority":100,"counters":{"advert_sent":3}}],"jvm":{"threads":9}}
                """)
            .getAsJsonObject();
    runtime.vrrp(vrrp);
    Set<String> families = PrometheusFormat.check(Metrics.of(status()));
    assertThat(families).contains("lvs_director_check_duration_seconds", "lvs_director_vrrp_state");

    Set<String> wanted = new TreeSet<>();
    Matcher name = METRIC.matcher(Files.readString(DASHBOARD));
    while (name.find()) {
      wanted.add(name.group().replaceAll("_(bucket|sum|count)$", ""));
    }
    assertThat(wanted).hasSizeGreaterThan(15);
    assertThat(families).containsAll(wanted);
  }

  private JsonObject status() throws IOException {
    return JsonParser.parseString(socket.call("GET", "/v1/status", "").body()).getAsJsonObject();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
