package org.lvsdirector.daemon;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process costs: memory, threads, descriptors. */
public final class JvmFacts {
  private static final int PAGE = 4096;

  private JvmFacts() {}

  /** {@code heapUsed}, {@code heapMax}, {@code threads}, {@code gcSeconds} and the like. */
  public static JsonObject json() {
    JsonObject object = new JsonObject();
    Runtime runtime = Runtime.getRuntime();
    object.addProperty("heapUsed", runtime.totalMemory() - runtime.freeMemory());
    object.addProperty("heapMax", runtime.maxMemory());
    object.addProperty("threads", ManagementFactory.getThreadMXBean().getThreadCount());
    object.addProperty(
        "gcSeconds",
        (double)
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum()
            / 1000);
    object.addProperty("residentBytes", residentPages() * PAGE);
    String[] descriptors = new File("/proc/self/fd").list();
    object.addProperty("openFds", descriptors == null ? 0 : descriptors.length);
    return object;
  }

  private static long residentPages() {
    try {
      return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", 3)[1]);
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
  }
}
