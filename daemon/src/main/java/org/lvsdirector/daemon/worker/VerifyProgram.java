package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line of {@code provision verify}, with the class path that has the SSH client. */
final class VerifyProgram {
  private VerifyProgram() {}

  /**
   * The command.
   *
   * @param home the distribution's folder
   * @param file keepalived.conf
   * @param configId the id that {@code @ID} lines are compared with
   * @param inventory how the servers are reached
   * @throws IOException if the distribution's list of jars cannot be read
   */
  static List<String> command(
      Path home, Path file, Optional<String> configId, Optional<String> inventory)
      throws IOException {
    List<String> jars = new ArrayList<>();
    for (String jar : Files.readString(home.resolve("lib/provision.jars")).strip().split("\\s+")) {
      jars.add(home + "/lib/" + jar);
    }
    String java =
        ProcessHandle.current()
            .info()
            .command()
            .orElse(System.getProperty("java.home") + "/bin/java");
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlvsdirector.home=" + home,
                "-cp",
                String.join(":", jars),
                "org.lvsdirector.provision.ProvisionMain",
                "provision",
                "verify",
                "--json",
                "--brief",
                "--use-file=" + file));
    configId.ifPresent(id -> command.add("--config-id=" + id));
    inventory.ifPresent(path -> command.add("--inventory=" + path));
    return List.copyOf(command);
  }
}
