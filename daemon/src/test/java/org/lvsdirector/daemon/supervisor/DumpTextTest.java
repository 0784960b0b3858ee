package org.lvsdirector.daemon.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.vrrp.fsm.Reported;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;
import org.lvsdirector.vrrp.packet.Counter;
import org.lvsdirector.vrrp.track.TrackedScript;

/** The dumps are what exporters written for keepalived can read. */
final class DumpTextTest {
  private static final String SECRET = "geheimer";

  private final VrrpScript script =
      VrrpScript.of("chk", ScriptCommand.of("/usr/bin/test", "-d", "/"));
  private final VrrpInstance instance =
      VrrpInstance.builder("VI_1")
          .interfaceName("v0")
          .virtualRouterId(51)
          .priority(150)
          .virtualAddresses(
              List.of(
                  VipAddress.of(InetAddress.ofLiteral("10.99.0.100"), 24, "v0"),
                  VipAddress.of(InetAddress.ofLiteral("10.99.0.101"), 32, "v0")))
          .tracking(
              new Tracking(
                  List.of(),
                  List.of(new Tracking.Entry("chk", -5, false)),
                  List.of(),
                  List.of(),
                  List.of()))
          .authentication(
              Optional.of(
                  new Authentication(
                      Authentication.Type.PASS,
                      Octets.of(SECRET.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))))
          .build();
  private final VrrpConfig vrrp =
      new VrrpConfig(
          VrrpConfig.EMPTY.statics(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(script),
          List.of(),
          List.of(instance),
          List.of());
  private final KeepalivedConfig config = KeepalivedConfig.EMPTY.withVrrp(vrrp);
  private final VrrpSnapshot snapshot =
      new VrrpSnapshot(
          List.of(status(Map.of(Counter.ADVERT_SENT, 4L, Counter.BECOME_MASTER, 1L))),
          Map.of(),
          Map.of("chk", new TrackedScript(true, true, 1)),
          Map.of(),
          VrrpSnapshot.EMPTY.lateness());

  private InstanceStatus status(Map<Counter, Long> counters) {
    return new InstanceStatus(
        instance,
        Reported.MASTER,
        Instant.parse("2026-11-21T11:56:19.505462Z"),
        "no advertisement",
        150,
        Optional.empty(),
        Duration.ofSeconds(1),
        counters,
        List.of(),
        List.of("10.99.0.100/24", "10.99.0.101/32"),
        false,
        Optional.of(InetAddress.ofLiteral("10.99.0.1")),
        Optional.empty(),
        Duration.ofMillis(3414));
  }

  @Test
  void anExporterFindsInstancesStatesAndAddresses() {
    var instances = Exporter.data(new VrrpText(config, snapshot).data());
    assertThat(instances).containsOnlyKeys("VI_1");
    Exporter.Instance found = java.util.Objects.requireNonNull(instances.get("VI_1"));
    assertThat(found.properties)
        .containsEntry("State", "MASTER")
        .containsEntry("Wantstate", "MASTER")
        .containsEntry("Interface", "v0")
        .containsEntry("Gratuitous ARP delay", "5")
        .containsEntry("Virtual Router ID", "51")
        .containsEntry("Advert interval", "1 sec")
        .containsEntry("Authentication type", "SIMPLE_PASSWORD");
    assertThat(found.vips)
        .containsExactly(
            "10.99.0.100/24 dev v0 scope global set", "10.99.0.101 dev v0 scope global set");
  }

  @Test
  void anExporterFindsScriptsWithTheirStatus() {
    var scripts = Exporter.scripts(new VrrpText(config, snapshot).data());
    assertThat(scripts).containsOnlyKeys("chk");
    assertThat(scripts.get("chk"))
        .containsEntry("Status", "GOOD")
        .containsEntry("State", "idle")
        .containsEntry("Command", "'/usr/bin/test' '-d' '/'")
        .containsEntry("Interval", "1 sec");
  }

  @Test
  void anExporterFindsEveryCounter() {
    var stats = Exporter.stats(VrrpStatsText.of(snapshot));
    assertThat(stats)
        .containsEntry("vi_1/advertisements/sent", 4)
        .containsEntry("vi_1/advertisements/received", 0)
        .containsEntry("vi_1//became master", 1)
        .containsEntry("vi_1//released master", 0)
        .containsEntry("vi_1/packet errors/ttl", 0)
        .containsEntry("vi_1/authentication errors/type mismatch", 0)
        .containsEntry("vi_1/priority zero/sent", 0)
        .hasSize(20);
  }

  @Test
  void jsonHasKeepalivedsFieldsInItsOrder() {
    JsonObject entry =
        new VrrpJson(vrrp).dump(snapshot, 1).getAsJsonArray().get(0).getAsJsonObject();
    assertThat(entry.keySet()).containsExactly("data", "stats");
    assertThat(String.join(" ", entry.getAsJsonObject("data").keySet()))
        .isEqualTo(
            "iname dont_track_primary skip_check_adv_addr strict_mode vmac_ifname ifp_ifname"
                + " master_priority last_transition garp_delay garp_refresh garp_rep"
                + " garp_refresh_rep garp_lower_prio_delay garp_lower_prio_rep"
                + " lower_prio_no_advert higher_prio_send_advert vrid base_priority"
                + " effective_priority vipset promote_secondaries adver_int master_adver_int"
                + " accept nopreempt preempt_delay state wantstate version smtp_alert"
                + " notify_deleted vips track_script auth_type auth_data");
    assertThat(entry.getAsJsonObject("data").getAsJsonArray("track_script").get(0).getAsString())
        .isEqualTo("'/usr/bin/test' '-d' '/'");
    assertThat(entry.getAsJsonObject("stats").keySet())
        .contains("advert_rcvd", "advert_sent", "pri_zero_sent", "auth_ext_replay")
        .doesNotContain("vers_err", "chk_err");
  }

  @Test
  void noDumpHasAPassword() {
    assertThat(new VrrpText(config, snapshot).data())
        .doesNotContain(SECRET)
        .contains("Password = ********");
    assertThat(new VrrpJson(vrrp).dump(snapshot, 2).toString()).doesNotContain(SECRET);
  }
}
