package org.lvsdirector.parser.differential;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The installed keepalived's configuration test, run as often as wanted in one network namespace of
 * its own, which goes with the process.
 */
final class Keepalived implements AutoCloseable {
  /** What it says. {@code status} is 124 if it did not end within five seconds. */
  record Answer(int status, String output) {}

  private final Process shell;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  /** Starts with the given interfaces besides {@code lo}. */
  Keepalived(Collection<String> interfaces) throws IOException {
    StringBuilder script = new StringBuilder("set -e; ip link set lo up; ");
    List<String> names = new ArrayList<>(interfaces);
    for (int i = 0; i < names.size(); i += 2) {
      String peer = i + 1 < names.size() ? names.get(i + 1) : "last-one";
      script.append("ip link add '" + names.get(i) + "' type veth peer name '" + peer + "'; ");
    }
    script.append(
        "set +e; exec 2>/dev/null; echo ready; while IFS= read -r folder; do cd \"$folder\";"
            + " timeout -s KILL 5 keepalived -t -i lab -f main.conf >output 2>&1 </dev/null; echo $?; done");
    shell =
        new ProcessBuilder("unshare", "-n", "bash", "-c", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    questions = shell.outputWriter(StandardCharsets.UTF_8);
    answers = shell.inputReader(StandardCharsets.UTF_8);
    if (!"ready".equals(answers.readLine())) {
      throw new IOException("no network namespace for keepalived: see the message above");
    }
  }

  /** Tests {@code main.conf} of a folder. */
  Answer test(Path folder) throws IOException {
    questions.write(folder + "\n");
    questions.flush();
    String status = answers.readLine();
    if (status == null) {
      throw new IOException("the shell that runs keepalived has ended");
    }
    byte[] output = Files.readAllBytes(folder.resolve("output"));
    return new Answer(Integer.parseInt(status), new String(output, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    shell.destroy();
  }
}
