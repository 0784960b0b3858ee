package org.lvsdirector.provision.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.provision.convert.PiranhaFile.Block;

/** nanny's send and expect as a check of keepalived's. Without both, nanny only connected. */
final class PiranhaCheck {
  private static final Pattern GET = Pattern.compile("GET\\s+(\\S+)\\s+HTTP/1\\.[01](.*)");
  private static final Pattern HOST = Pattern.compile("[Hh]ost:\\s*([A-Za-z0-9.-]+)");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01x*.]\\s+([1-5][0-9][0-9]).*");
  private final Optional<String> send;
  private final Optional<String> expect;
  private final Optional<String> program;
  private final boolean regex;
  private final List<String> timing;

  PiranhaCheck(Block block, int loop, String place, List<String> remarks) {
    this.send = block.take("send");
    this.expect = block.take("expect");
    this.program = block.take("send_program");
    this.regex = block.take("use_regex", "0").equals("1");
    this.timing = List.of("connect_timeout " + loop, "retry 1", "delay_before_retry " + loop);
    if (program.isPresent()) {
      remarks.add(
          place
              + ": send_program "
              + program.get()
              + " becomes a MISC_CHECK, which looks at the exit status (0 is good);"
              + " nanny looked for \""
              + expect.orElse("")
              + "\" in the output, so wrap the program if its status does not tell");
    } else if (send.isPresent() && http().isEmpty()) {
      remarks.add(
          place
              + ": send \""
              + send.get()
              + "\" is no HTTP request; only the connection is checked"
              + " (a MISC_CHECK can do the dialogue)");
    } else if (send.isEmpty() && expect.isPresent()) {
      remarks.add(
          place + ": expect \"" + expect.get() + "\" without send; only the connection is checked");
    }
    if (regex && program.isEmpty()) {
      remarks.add(place + ": use_regex: look at the converted expectation, the dialects differ");
    }
  }

  HealthCheck of(String server) {
    if (program.isPresent()) {
      List<String> settings = new ArrayList<>();
      settings.add("misc_path " + ConfWriter.quote(program.get().replace("%h", server)));
      settings.add("misc_timeout " + timing.getFirst().replaceFirst("\\D+", ""));
      return new HealthCheck("MISC_CHECK", List.of(), settings);
    }
    Optional<Matcher> http = http();
    if (http.isEmpty()) {
      return new HealthCheck("TCP_CHECK", List.of(), timing);
    }
    List<String> url = new ArrayList<>(List.of("path " + http.get().group(1)));
    Matcher host = HOST.matcher(http.get().group(2));
    if (host.find()) {
      url.add("virtualhost " + host.group(1));
    }
    url.add(expectation());
    return new HealthCheck("HTTP_GET", url, timing);
  }

  /**
   * "HTTP" is in every answer; "HTTP/1.1 200" asks for a status; anything else was looked for in
   * the text.
   */
  private String expectation() {
    String text = expect.orElse("HTTP").strip();
    Matcher status = STATUS.matcher(text);
    if (status.matches()) {
      return "status_code " + status.group(1);
    }
    return text.equals("HTTP") || text.equals("*") || text.startsWith("HTTP/")
        ? "status_code 100-599"
        : "regex " + ConfWriter.quote(regex ? text : escape(text));
  }

  private static String escape(String text) {
    return text.replaceAll("([\\\\.\\[\\](){}*+?^$|])", "\\\\$1");
  }

  private Optional<Matcher> http() {
    return send.map(s -> s.replace("\\r", " ").replace("\\n", " "))
        .map(GET::matcher)
        .filter(Matcher::matches);
  }
}
