package org.lvsdirector.daemon.supervisor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.log.LogSetup;
import org.lvsdirector.linux.io.Replacement;
import org.lvsdirector.vrrp.io.HandOver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that is installed now in place of the one that runs: same process number, same pid
 * file, same unit; addresses and IPVS table stay, and the next advert comes from the new program.
 */
final class InPlaceRestart {
  private static final Logger LOG = LoggerFactory.getLogger(InPlaceRestart.class);

  /** What the new program is told; the kernel takes variables of up to 128 KiB. */
  private static final String VARIABLE = "LVS_DIRECTOR_HAND_OVER";

  private static final int LONGEST = 120_000;

  /** Nothing waits for it, the routers go on; a busy machine may take long to start a JVM. */
  private static final int TRIAL_SECONDS = 120;

  private final List<String> arguments;

  /**
   * Prepares nothing yet.
   *
   * @param keepalived whether the options are keepalived's
   * @param options of this process, to be given to the next
   */
  InPlaceRestart(boolean keepalived, List<String> options) {
    arguments = new ArrayList<>(options);
    arguments.addFirst(keepalived ? "keepalived" : "run");
  }

  /** What the program before this one handed over. */
  static HandOver received() {
    String text = System.getenv(VARIABLE);
    if (text == null || text.isEmpty()) {
      return HandOver.NONE;
    }
    try {
      return decode(text);
    } catch (RuntimeException e) {
      LOG.warn("{} is unreadable ({}); starting from nothing", VARIABLE, e.getMessage());
      return HandOver.NONE;
    }
  }

  /**
   * Why it cannot be done, "" if it can: the new program is asked for its version first.
   *
   * @param pulse called every second while waiting for the answer
   */
  String refusal(Runnable pulse) {
    try {
      Process trial =
          new ProcessBuilder(command(List.of("keepalived", "--version")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      for (int second = 0; second < TRIAL_SECONDS && trial.isAlive(); second++) {
        boolean _ = trial.waitFor(1, TimeUnit.SECONDS);
        pulse.run();
      }
      if (trial.isAlive()) {
        trial.destroyForcibly();
        return "the installed program did not tell its version within " + TRIAL_SECONDS + " s";
      }
      return trial.exitValue() == 0
          ? ""
          : "the installed program does not start (status " + trial.exitValue() + ")";
    } catch (IOException e) {
      return "the installed program does not start: " + e.getMessage();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /**
   * Ends both halves without a word and becomes the new program. Where that fails it returns:
   * nothing runs any more by then, so the process has to end and to be started again.
   */
  void handOver(@Nullable VrrpHalf vrrp, @Nullable WorkerSupervisor worker) {
    LOG.info("Handing over to the program installed in {}", JvmCommand.home());
    try {
      if (worker != null) {
        worker.leave();
      }
      HandOver state = vrrp == null ? HandOver.NONE : vrrp.handOver();
      LogSetup.flush();
      become(state);
    } catch (IOException e) {
      System.err.println("hand-over failed, ending: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void become(HandOver state) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    String text = encode(state);
    environment.put(VARIABLE, text.length() > LONGEST ? "" : text);
    Replacement.become(command(arguments), environment);
  }

  private static List<String> command(List<String> words) throws IOException {
    return new JvmCommand(JvmCommand.home()).main(List.of(), words);
  }

  static String encode(HandOver state) {
    JsonObject object = new JsonObject();
    object.addProperty("at", state.atNanos());
    JsonArray masters = new JsonArray();
    state.masters().stream().sorted().forEach(masters::add);
    object.add("masters", masters);
    JsonObject scripts = new JsonObject();
    state.scripts().forEach(scripts::addProperty);
    object.add("scripts", scripts);
    JsonObject sequences = new JsonObject();
    state.ahSequences().forEach(sequences::addProperty);
    object.add("ahSequences", sequences);
    return object.toString();
  }

  static HandOver decode(String text) {
    JsonObject object = JsonParser.parseString(text).getAsJsonObject();
    Set<String> masters = new HashSet<>();
    for (JsonElement master : object.getAsJsonArray("masters")) {
      masters.add(master.getAsString());
    }
    // Not said by the first programs that handed over.
    JsonObject sequences =
        object.has("ahSequences") ? object.getAsJsonObject("ahSequences") : new JsonObject();
    return new HandOver(
        object.get("at").getAsLong(),
        masters,
        values(object.getAsJsonObject("scripts"), JsonElement::getAsBoolean),
        values(sequences, JsonElement::getAsLong));
  }

  private static <T> Map<String, T> values(JsonObject object, Function<JsonElement, T> value) {
    Map<String, T> values = new HashMap<>();
    object.entrySet().forEach(each -> values.put(each.getKey(), value.apply(each.getValue())));
    return values;
  }
}
