package org.lvsdirector.daemon.worker;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.BuildFacts;
import org.lvsdirector.daemon.options.RunOptions;
import org.lvsdirector.parser.model.KeepalivedConfig;

/** What the status says of the configuration, of the main process and of this build. */
final class WorkerFacts {
  private final Path file;
  private @Nullable KeepalivedConfig hashed;
  private volatile FileHash hash;
  private volatile Instant loadedAt = Instant.EPOCH;
  private volatile String lastError = "";
  private volatile String routerId = "";
  private volatile JsonObject vrrp = new JsonObject();

  WorkerFacts(RunOptions options, KeepalivedConfig config) {
    this.file = options.file();
    this.hash = new FileHash(file);
    this.hashed = config;
    loaded(config);
  }

  /** A reading answers the same object where no file has changed, and the hash is the same then. */
  @SuppressWarnings("ReferenceEquality")
  void loaded(KeepalivedConfig config) {
    if (config != hashed) {
      hash = new FileHash(file);
      hashed = config;
    }
    loadedAt = Instant.now();
    lastError = "";
    routerId = config.global().routerId();
  }

  void refused(String why) {
    lastError = why;
  }

  void vrrp(JsonObject status) {
    vrrp = status;
  }

  JsonObject vrrp() {
    return vrrp;
  }

  /** The facts as the head of the status. */
  JsonObject json() {
    JsonObject config = new JsonObject();
    config.addProperty("file", file.toString());
    config.addProperty("sha256", hash.text());
    config.addProperty("loadedAt", loadedAt.toString());
    config.addProperty("lastError", lastError);
    JsonObject object = new JsonObject();
    object.addProperty("version", "lvs-director " + BuildFacts.version());
    object.addProperty("routerId", routerId);
    object.addProperty("workerPid", ProcessHandle.current().pid());
    object.add("config", config);
    object.add("vrrp", vrrp);
    return object;
  }
}
