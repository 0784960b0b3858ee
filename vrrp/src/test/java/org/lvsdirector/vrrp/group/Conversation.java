package org.lvsdirector.vrrp.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.parser.model.GarpSettings;
import org.lvsdirector.parser.model.ScriptCommand;
import org.lvsdirector.parser.model.Tracking;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpBehaviour;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.model.VrrpInstance;
import org.lvsdirector.parser.model.VrrpInstanceBuilder;
import org.lvsdirector.parser.model.VrrpScript;
import org.lvsdirector.parser.model.VrrpSyncGroup;
import org.lvsdirector.vrrp.fsm.Behaviours;
import org.lvsdirector.vrrp.fsm.VrrpEffect;
import org.lvsdirector.vrrp.fsm.VrrpTimers;
import org.lvsdirector.vrrp.packet.Addresses;

/**
 * Runs one script. Commands: {@code router NAME key=value…}, {@code script NAME}, {@code start
 * [DELAY]}, {@code advance DURATION}, {@code sleep DURATION}, {@code hear NAME priority=N
 * [from=ADDR]}, {@code link IF up|down}, {@code addresses IF ADDR…}, {@code result SCRIPT ok|fail},
 * {@code file NAME VALUE}, {@code lost IF ADDR}, {@code reload} (with the routers written since),
 * {@code stop}.
 */
final class Conversation {
  private final Map<String, VrrpInstance> instances = new LinkedHashMap<>();
  private final List<VrrpScript> scripts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private Optional<Bench> bench = Optional.empty();

  /** The script with the answers that came out. */
  String run(String text) {
    var out = new StringBuilder();
    boolean answering = false;
    for (String line : text.lines().toList()) {
      if (line.equals("----")) {
        out.append("----\n");
        said.forEach(answer -> out.append(answer).append('\n'));
        said.clear();
        answering = true;
      } else if (line.isBlank()) {
        out.append('\n');
        answering = false;
      } else if (!answering) {
        out.append(line).append('\n');
        if (!line.startsWith("#")) {
          command(line.split("\\s+"));
        }
      }
    }
    return out.toString();
  }

  private String text(VrrpEffect effect) {
    String line = EffectText.of(effect);
    if (!(effect instanceof VrrpEffect.Transition)) {
      return line;
    }
    Optional<Duration> deadline =
        bench().routers().router(effect.instance()).flatMap(r -> bench().deadline(r.name()));
    return line + deadline.map(d -> "          deadline +" + VrrpTimers.text(d)).orElse("");
  }

  private Bench bench() {
    return bench.orElseThrow(() -> new IllegalStateException("start first"));
  }

  private void command(String[] words) {
    switch (words[0]) {
      case "router" -> {
        VrrpInstance instance = router(words);
        instances.put(instance.name(), instance);
      }
      case "script" -> scripts.add(VrrpScript.of(words[1], ScriptCommand.of("/bin/true")));
      case "forget" -> instances.clear();
      case "start" -> {
        bench = Optional.of(Bench.of(config()));
        bench().observe(effect -> said.add(text(effect)));
        bench().start(words.length > 1 ? duration(words[1]) : Duration.ZERO);
      }
      case "advance" -> bench().advance(duration(words[1]));
      case "sleep" -> bench().sleepThrough(duration(words[1]));
      case "hear" -> {
        Map<String, String> keys = keys(words, 2);
        int priority = Integer.parseInt(keys.getOrDefault("priority", "0"));
        bench().hear(words[1], priority, keys.getOrDefault("from", "10.0.0.2"));
      }
      case "link" -> bench().link(words[1], words[2].equals("up"));
      case "addresses" -> bench().addresses(words[1], Arrays.copyOfRange(words, 2, words.length));
      default -> bench().step(event(words));
    }
  }

  private RouterEvent event(String[] words) {
    return switch (words[0]) {
      case "result" -> new RouterEvent.ScriptRan(words[1], words[2].equals("ok"));
      case "file" -> new RouterEvent.FileRead(words[1], Integer.parseInt(words[2]));
      case "lost" -> new RouterEvent.AddressRemoved(words[1], Addresses.parse(words[2]), 32);
      case "reload" -> new RouterEvent.Reloaded(config());
      case "stop" -> new RouterEvent.Stopped(true);
      default -> throw new IllegalArgumentException("unknown command " + words[0]);
    };
  }

  private VrrpConfig config() {
    List<VrrpInstance> all = List.copyOf(instances.values());
    String[] members =
        all.stream()
            .filter(i -> i.syncGroup().isPresent())
            .map(VrrpInstance::name)
            .toArray(String[]::new);
    VrrpConfig base =
        VrrpConfig.of(
            all, members.length == 0 ? List.of() : List.of(VrrpSyncGroup.of("G", members)));
    return new VrrpConfig(
        base.statics(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        scripts,
        List.of(),
        base.instances(),
        base.syncGroups());
  }

  private static VrrpInstance router(String[] words) {
    Map<String, String> keys = keys(words, 2);
    String device = keys.getOrDefault("dev", "eth0");
    int priority = Integer.parseInt(keys.getOrDefault("priority", "100"));
    VrrpInstanceBuilder builder =
        Bench.instance(words[1])
            .virtualRouterId(Integer.parseInt(keys.getOrDefault("vrid", "51")))
            .version(Integer.parseInt(keys.getOrDefault("version", "2")))
            .priority(priority)
            .interfaceName(device)
            .advertInterval(duration(keys.getOrDefault("interval", "1s")))
            .garp(keys.containsKey("quiet") ? Behaviours.quietGarp() : GarpSettings.DEFAULT)
            .behaviour(behaviour(keys))
            .tracking(tracking(keys))
            .virtualAddresses(
                Arrays.stream(keys.getOrDefault("vip", "10.0.0.10").split(","))
                    .map(a -> VipAddress.of(Addresses.parse(a), 32, device))
                    .toList());
    if (priority == VrrpInstance.OWNER_PRIORITY) {
      builder.initialState(VrrpInstance.InitialState.MASTER);
    }
    if (keys.containsKey("group")) {
      builder.syncGroup("G");
    }
    return builder.build();
  }

  private static VrrpBehaviour behaviour(Map<String, String> keys) {
    Set<Behaviours.Switch> turned = EnumSet.noneOf(Behaviours.Switch.class);
    for (Behaviours.Switch each : Behaviours.Switch.values()) {
      if (keys.containsKey(each.keyword())) {
        turned.add(each);
      }
    }
    return Behaviours.of(turned, duration(keys.getOrDefault("preempt_delay", "0s")));
  }

  private static Tracking tracking(Map<String, String> keys) {
    return new Tracking(
        entries(keys.get("track_interface")),
        entries(keys.get("track_script")),
        entries(keys.get("track_file")),
        List.of(),
        List.of());
  }

  /** NAME:WEIGHT,… */
  private static List<Tracking.Entry> entries(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return List.of();
    }
    return Arrays.stream(text.split(","))
        .map(e -> e.split(":"))
        .map(e -> new Tracking.Entry(e[0], Integer.parseInt(e[1]), false))
        .toList();
  }

  private static Map<String, String> keys(String[] words, int from) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = from; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      keys.put(
          equals < 0 ? words[i] : words[i].substring(0, equals),
          equals < 0 ? "" : words[i].substring(equals + 1));
    }
    return keys;
  }

  /** 3.609375s, 400ms. */
  private static Duration duration(String text) {
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    double seconds = Double.parseDouble(text.substring(0, text.length() - 1));
    return Duration.ofNanos(Math.round(seconds * 1e6) * 1000);
  }
}
