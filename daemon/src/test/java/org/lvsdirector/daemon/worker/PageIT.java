package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.ControlClient;
import org.lvsdirector.daemon.control.ControlRequest;
import org.lvsdirector.daemon.control.PageServer;
import org.lvsdirector.ipvs.desired.DesiredTable;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.IpvsStats;
import org.lvsdirector.ipvs.model.LiveService;
import org.lvsdirector.ipvs.model.Scheduler;
import org.lvsdirector.ipvs.model.ServiceKey;

/**
 * The status page as a browser shows it: a worker with real checks and its table in memory, what a
 * main process would tell of VRRP, and numbers of traffic, which a table in memory has none of.
 */
final class PageIT {
  /** Pictures for people to look at. */
  private static final Path PICTURES = Path.of("target/page");

  private static final String SCRIPT = "<script>owned=1</script>";
  private static final String BADGE = "(document.getElementById('live')?.textContent ?? '')";
  private static final int PHONE = 390;
  private static final int DESK = 1280;

  /** Every element with text of its own whose contrast is below WCAG 2.2's 1.4.3, and how many. */
  private static final String CONTRAST =
      """
      (() => {
        const numbers = c => c.match(/[\\d.]+/g).map(Number);
        const linear = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
        const luminance = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
        const background = e => {
          for (; e; e = e.parentElement) {
            const c = numbers(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] > 0) return c;
          }
          return [255, 255, 255];
        };
        const bad = [];
        let seen = 0;
        for (const e of document.querySelectorAll("body *")) {
          const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
          if (!own || !e.checkVisibility()) continue;
          seen++;
          const a = luminance(numbers(getComputedStyle(e).color));
          const b = luminance(background(e));
          const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
          if (ratio < 4.5) bad.push(`${e.className} ${ratio.toFixed(2)}: ${e.textContent}`);
        }
        return { bad, seen };
      })()
      """;

  @TempDir private static Path folder = Path.of("");
  private static ServerSocket listening;
  private static WorkerRuntime runtime;
  private static Chromium chromium;
  private PageServer page;
  private Chromium.Tab tab;

  @BeforeAll
  static void start() throws Exception {
    listening = new ServerSocket();
    listening.bind(new InetSocketAddress("127.0.0.11", 0));
    Path file =
        Files.writeString(
            folder.resolve("k.conf"),
            """
            global_defs {
              router_id director1.example.net
              @lvs_director control_socket %1$s/control.sock
              @lvs_director state_dir %1$s/state
            }
            virtual_server_group %2$s {
              2001:db8:1111:2222:3333:4444:5555:6666 8443
            }
            virtual_server 192.0.2.100 %3$d {
              delay_loop 1
              lb_algo wlc
              lb_kind DR
              protocol TCP
              real_server 127.0.0.11 %3$d {
                weight 100
                TCP_CHECK {
                  connect_timeout 2
                  warmup 0
                  retry 0
                }
              }
              real_server 127.0.0.12 %3$d {
                weight 100
                TCP_CHECK {
                  connect_timeout 2
                  warmup 0
                  retry 0
                }
              }
              real_server 127.0.0.13 %3$d {
                weight 50
              }
            }
            virtual_server group %2$s {
              delay_loop 1
              lb_algo sh
              lb_kind DR
              protocol TCP
              sorry_server 2001:db8::99 8443
              real_server 2001:db8:1111:2222:3333:4444:5555:aaaa 8443 {
                TCP_CHECK {
                  connect_timeout 1
                  warmup 0
                  retry 0
                }
              }
            }
            """
                .formatted(folder, SCRIPT, listening.getLocalPort()));
    runtime = TestWorkers.inMemory(file);
    runtime.vrrp(vrrp("BACKUP", "2026-11-21T03:00:00Z", "started"));
    chromium = Chromium.start(Files.createDirectory(folder.resolve("chromium")));
  }

  @AfterAll
  static void stop() throws IOException {
    chromium.close();
    runtime.stop();
    listening.close();
  }

  @BeforeEach
  void load() throws IOException {
    page = serve(0);
    tab = chromium.open();
    tab.size(DESK, 900);
    tab.go(URI.create("http://127.0.0.1:" + page.port() + "/?token=secret"));
    tab.await(BADGE + " === 'live'");
    tab.await("document.body.innerText.includes('refused')");
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void showsWhatAnOperatorMustSeeAndAsksNobodyElse() {
    tab.await("document.querySelector('path.line').getAttribute('d').split('L').length > 3");
    String text = tab.text("document.body.innerText");

    assertThat(text)
        .contains("director1.example.net", "k.conf", "VI_1", "BACKUP", "eth0 · VRID 51")
        .contains("heard 192.0.2.2, priority 150")
        .contains("FAULT", "interface eth1 is down")
        .contains("192.0.2.100", "127.0.0.11:" + listening.getLocalPort(), "100", "sorry server")
        .contains("new connections/s", "most ", "TCP_CHECK", "refused", "TIMELINE", "CHANGES")
        .contains("checks, begun at most", "Last reload refused: line 7 is broken");
    assertThat(text).as("why each is so").contains("no check configured");
    assertThat(tab.value("document.querySelectorAll('.strip rect').length").getAsInt())
        .isGreaterThanOrEqualTo(3);
    assertThat(tab.text("document.title")).contains("down", "director1.example.net");

    String origin = "http://127.0.0.1:" + page.port() + "/";
    assertThat(tab.requests())
        .contains(origin + "?token=secret", origin + "v1/events?token=secret")
        .allMatch(request -> request.startsWith(origin));
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void theChartBeginsWithWhatTheWorkerRemembers() {
    long now = System.nanoTime();
    for (int ago = 290; ago > 0; ago -= 10) {
      runtime
          .rates()
          .read(
              List.of(traffic(ago == 200 ? 54_321 : 9_000)),
              now - Duration.ofSeconds(ago).toNanos());
    }
    tab.go(URI.create("http://127.0.0.1:" + page.port() + "/?token=secret"));
    tab.await("document.body.innerText.includes('most 54321/s in 5 min')");
    assertThat(
            tab.value("document.querySelector('path.line').getAttribute('d').split('L').length")
                .getAsInt())
        .isGreaterThanOrEqualTo(29);
    assertThat(tab.complaints()).isEmpty();
  }

  private static LiveService traffic(long rate) {
    ServiceKey key =
        DesiredTable.owned(List.of(runtime.config().lvs().virtualServers().getFirst())).stream()
            .findFirst()
            .orElseThrow();
    return new LiveService(
        IpvsService.of(key, Scheduler.WLC),
        new IpvsStats(0, 0, 0, 0, 0, rate, 0, 0, 0, 0),
        List.of());
  }

  @Test
  void showsAChangeWithoutBeingLoadedAgain() throws Exception {
    var socket = new ControlClient(folder.resolve("control.sock"));
    String server = "127.0.0.13:" + listening.getLocalPort();
    tab.value("window.mark = 1");

    socket.call(
        "POST", "/v1/drain", "{\"server\":\"" + server + "\",\"reason\":\"new <b>disk</b>\"}");
    tab.await("document.body.innerText.includes('new <b>disk</b>')");
    assertThat(tab.text("document.body.innerText")).contains("drained by", "0 of 50");
    runtime.vrrp(vrrp("MASTER", "2026-11-21T03:05:00Z", "no advertisement for 3.609s"));
    tab.await("document.querySelector('#vrrp .badge').textContent === 'MASTER'");
    tab.await("document.getElementById('changes').innerText.includes('for 3.609s')");

    assertThat(tab.value("window.mark").getAsInt()).isEqualTo(1);
    assertThat(tab.complaints()).isEmpty();
    socket.call("POST", "/v1/undrain", "{\"server\":\"" + server + "\"}");
    tab.await("!document.body.innerText.includes('drained by')");
  }

  @Test
  void fitsAPhoneAndADeskAndIsReadableByDayAndByNight() throws IOException {
    Set<String> backgrounds = new HashSet<>();
    for (String scheme : List.of("light", "dark")) {
      tab.scheme(scheme);
      for (int width : new int[] {PHONE, DESK}) {
        tab.size(width, width == PHONE ? 844 : 900);
        tab.picture(PICTURES.resolve(width + "-" + scheme + ".png"));
        String where = width + " pixels, " + scheme;
        assertThat(stickingOut(width)).as(where).isEmpty();
        assertThat(tab.value("document.documentElement.scrollWidth").getAsInt())
            .as(where)
            .isLessThanOrEqualTo(width);
        JsonObject contrast = tab.value(CONTRAST).getAsJsonObject();
        assertThat(strings(contrast.get("bad"))).as("contrast, " + where).isEmpty();
        assertThat(contrast.get("seen").getAsInt()).as(where).isGreaterThan(40);
      }
      backgrounds.add(tab.text("getComputedStyle(document.body).backgroundColor"));
    }
    assertThat(backgrounds).hasSize(2);
  }

  @Test
  void takesTextOfTheConfigurationForText() {
    assertThat(tab.text("document.body.innerText")).contains("[" + SCRIPT + "]");
    tab.await(
        "[...document.querySelectorAll('h3')].some(e => e.textContent === 'VI_" + SCRIPT + "')");
    assertThat(tab.text("typeof owned")).isEqualTo("undefined");
    assertThat(tab.value("document.scripts.length").getAsInt()).isEqualTo(1);
    assertThat(tab.value("document.querySelectorAll('main script, main b').length").getAsInt())
        .isZero();
  }

  @Test
  void saysThatItHasNoConnectionAndComesBackByItself() throws IOException {
    int port = page.port();
    page.close();
    tab.await(BADGE + ".includes('no news since')");
    page = serve(port);
    tab.await(BADGE + " === 'live'");
  }

  @Test
  void waitsForAPlaceWhereTooManyLookOn() throws Exception {
    page.close();
    tab.await(BADGE + ".includes('no news')");
    page = serve(0);
    HttpRequest events =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + page.port() + "/v1/events?token=secret"))
            .build();
    List<InputStream> others = new ArrayList<>();
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<InputStream> last = client.send(events, HttpResponse.BodyHandlers.ofInputStream());
    while (last.statusCode() == 200) {
      others.add(last.body());
      last = client.send(events, HttpResponse.BodyHandlers.ofInputStream());
    }
    assertThat(last.statusCode()).isEqualTo(503);
    tab.go(URI.create("http://127.0.0.1:" + page.port() + "/?token=secret"));
    tab.await(BADGE + ".includes('no connection')");
    for (InputStream other : others) {
      other.close();
    }
    tab.await(BADGE + " === 'live'");
  }

  /** Every element that ends right of the screen. */
  private List<String> stickingOut(int width) {
    return strings(
        tab.value(
            """
            [...document.querySelectorAll("body *")]
              .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > %d + .5)
              .map(e => e.tagName + " " + e.className + ": " + e.textContent)
            """
                .formatted(width)));
  }

  private static List<String> strings(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  private static PageServer serve(int port) throws IOException {
    return PageServer.open(
        new PageServer.Settings(
            InetAddress.ofLiteral("127.0.0.1"), port, Optional.of("secret"), false),
        new WithTraffic(new ControlRoutes(runtime, TestWorkers.nobody())));
  }

  private static JsonObject vrrp(String state, String since, String reason) {
    return JsonParser.parseString(
            """
            {"instances":[
              {"name":"VI_1","state":"%1$s","since":"%2$s","reason":"%3$s","interface":"eth0","vrid":51,
               "basePriority":100,"effectivePriority":100,"addresses":["192.0.2.100/32","2001:db8::100/128"],
               "lastAdvert":{"from":"192.0.2.2","priority":150,"at":"2026-11-21T03:00:00Z"}},
              {"name":"VI_2","state":"FAULT","since":"2026-11-21T02:00:00Z","reason":"interface eth1 is down",
               "interface":"eth1","vrid":52,"basePriority":100,"effectivePriority":100,"addresses":[]},
              {"name":"VI_%4$s","state":"BACKUP","since":"2026-11-21T02:30:00Z","reason":"started",
               "interface":"eth0","vrid":53,"basePriority":90,"effectivePriority":90,"addresses":[]}],
             "latenessWorstMillis":2,"mainPid":4711}
            """
                .formatted(state, since, reason, SCRIPT))
        .getAsJsonObject();
  }

  /** The worker's own status, with traffic, and with a reload that was refused. */
  private record WithTraffic(ControlRoutes routes) implements EmptyPage {
    @Override
    public String status() {
      JsonObject status = routes.status();
      status.getAsJsonObject("config").addProperty("lastError", "line 7 is broken");
      double seconds = System.nanoTime() / 1e9;
      for (JsonElement service : status.getAsJsonArray("services")) {
        long rate = Math.round(12_000 + 4_000 * Math.sin(seconds));
        service.getAsJsonObject().addProperty("connectionsPerSecond", rate);
        for (JsonElement server : service.getAsJsonObject().getAsJsonArray("servers")) {
          server.getAsJsonObject().addProperty("active", 123_456);
          server.getAsJsonObject().addProperty("inactive", 1_234_567);
        }
      }
      return status.toString();
    }

    @Override
    public ControlAnswer api(ControlRequest request) {
      return routes.answer(request);
    }
  }
}
