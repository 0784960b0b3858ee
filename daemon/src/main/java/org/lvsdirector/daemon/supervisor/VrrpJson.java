package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.daemon.dump.TextLines;
import org.lvsdirector.parser.model.Authentication;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpNotifications;
import org.lvsdirector.vrrp.fsm.Heard;
import org.lvsdirector.vrrp.io.VrrpSnapshot;
import org.lvsdirector.vrrp.io.VrrpSnapshot.InstanceStatus;
import org.lvsdirector.vrrp.packet.Counter;

/**
 * The JSON that keepalived's exporters read (keepalived reference, VRRP 23.4): same fields, same
 * order.
 */
final class VrrpJson {
  private final VrrpConfig config;

  VrrpJson(VrrpConfig config) {
    this.config = config;
  }

  /**
   * The whole dump.
   *
   * @param version 1: an array; 2: an object with {@code vrrp}
   */
  JsonElement dump(VrrpSnapshot snapshot, int version) {
    JsonArray instances = new JsonArray();
    for (InstanceStatus status : snapshot.instances()) {
      JsonObject instance = new JsonObject();
      instance.add("data", data(status));
      instance.add("stats", stats(status));
      instances.add(instance);
    }
    if (version == 1) {
      return instances;
    }
    JsonObject all = new JsonObject();
    all.add("vrrp", instances);
    return all;
  }

  private JsonObject data(InstanceStatus status) {
    VrrpInstance instance = status.config();
    GarpSettings garp = instance.garp();
    JsonObject data = new JsonObject();
    data.addProperty("iname", instance.name());
    data.addProperty("dont_track_primary", flag(instance.behaviour().dontTrackPrimary()));
    data.addProperty("skip_check_adv_addr", flag(instance.behaviour().skipCheckAdvAddr()));
    data.addProperty("strict_mode", flag(instance.behaviour().strict()));
    data.addProperty("vmac_ifname", instance.link().flatMap(l -> l.name()).orElse(""));
    instance.interfaceName().ifPresent(name -> data.addProperty("ifp_ifname", name));
    data.addProperty("master_priority", status.lastAdvert().map(Heard::priority).orElse(0));
    data.addProperty("last_transition", seconds(status.since()));
    data.addProperty("garp_delay", seconds(garp.masterDelay()));
    data.addProperty("garp_refresh", garp.masterRefresh().toSeconds());
    data.addProperty("garp_rep", garp.masterRepeat());
    data.addProperty("garp_refresh_rep", garp.masterRefreshRepeat());
    data.addProperty("garp_lower_prio_delay", garp.lowerPrioDelay().toSeconds());
    data.addProperty("garp_lower_prio_rep", garp.lowerPrioRepeat());
    data.addProperty("lower_prio_no_advert", flag(instance.behaviour().lowerPrioNoAdvert()));
    data.addProperty("higher_prio_send_advert", flag(instance.behaviour().higherPrioSendAdvert()));
    data.addProperty("vrid", instance.virtualRouterId());
    data.addProperty("base_priority", instance.priority());
    data.addProperty("effective_priority", status.priority());
    data.addProperty("vipset", !status.addressesSet().isEmpty());
    data.addProperty("promote_secondaries", instance.behaviour().promoteSecondaries());
    data.addProperty("adver_int", seconds(instance.advertInterval()));
    data.addProperty("master_adver_int", seconds(status.masterInterval()));
    data.addProperty("accept", flag(instance.behaviour().accept()));
    data.addProperty("nopreempt", !instance.behaviour().preemptive());
    data.addProperty("preempt_delay", instance.behaviour().preemptDelay().toSeconds());
    data.addProperty("state", status.state().number());
    data.addProperty("wantstate", VrrpText.wanted(status).number());
    data.addProperty("version", instance.version());
    data.addProperty("smtp_alert", instance.notifications().smtpAlert());
    data.addProperty("notify_deleted", instance.notifications().reportDeleted());
    scripts(data, instance.notifications());
    addresses(data, "vips", instance.virtualAddresses(), status);
    addresses(data, "evips", instance.excludedAddresses(), status);
    tracked(data, instance.tracking());
    data.addProperty(
        "auth_type",
        instance.authentication().map(a -> a.type() == Authentication.Type.PASS ? 1 : 2).orElse(0));
    if (instance.authentication().isPresent()) {
      data.addProperty("auth_data", VrrpText.MASK);
    }
    return data;
  }

  private static JsonObject stats(InstanceStatus status) {
    JsonObject stats = new JsonObject();
    for (Counter counter : Counter.values()) {
      if (counter.inJson()) {
        stats.addProperty(counter.jsonName(), status.counters().getOrDefault(counter, 0L));
      }
    }
    return stats;
  }

  private static void scripts(JsonObject data, VrrpNotifications scripts) {
    script(data, "script_backup", scripts.backup());
    script(data, "script_master", scripts.master());
    script(data, "script_fault", scripts.fault());
    script(data, "script_stop", scripts.stop());
    script(data, "script_deleted", scripts.deleted());
    script(data, "script", scripts.any());
    script(data, "script_master_rx_lower_pri", scripts.lowerPriority());
  }

  private static void script(JsonObject data, String name, Optional<ScriptCommand> script) {
    script.ifPresent(s -> data.addProperty(name, TextLines.quoted(s)));
  }

  private static void addresses(
      JsonObject data, String name, List<VipAddress> addresses, InstanceStatus status) {
    if (!addresses.isEmpty()) {
      JsonArray array = new JsonArray();
      addresses.forEach(vip -> array.add(VipLine.of(vip, status)));
      data.add(name, array);
    }
  }

  private void tracked(JsonObject data, Tracking tracking) {
    array(data, "track_ifp", tracking.interfaces().stream().map(Tracking.Entry::name).toList());
    array(
        data,
        "track_script",
        tracking.scripts().stream()
            .flatMap(entry -> config.scripts().stream().filter(s -> s.name().equals(entry.name())))
            .map(script -> TextLines.quoted(script.command()))
            .toList());
    array(data, "track_process", tracking.processes().stream().map(Tracking.Entry::name).toList());
  }

  private static void array(JsonObject data, String name, List<String> values) {
    if (!values.isEmpty()) {
      JsonArray array = new JsonArray();
      values.forEach(array::add);
      data.add(name, array);
    }
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
  }

  /** Seconds, with a fraction only where there is one. */
  private static BigDecimal seconds(Duration duration) {
    BigDecimal exact = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
  }

  private static BigDecimal seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9))
        .setScale(6, RoundingMode.DOWN);
  }
}
