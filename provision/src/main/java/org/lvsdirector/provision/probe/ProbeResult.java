package org.lvsdirector.provision.probe;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who answers for one virtual address.
 *
 * @param vip the address
 * @param device the interface that was asked on; empty text if none reaches the segment
 * @param answers everyone who answered
 * @param held whether this machine holds the address itself
 * @param trouble why nothing could be asked; empty text otherwise
 */
public record ProbeResult(
    InetAddress vip, String device, List<Answer> answers, boolean held, String trouble) {

  /**
   * One answer.
   *
   * @param mac link-layer address, lower case with colons
   * @param realServer the real server that has this address; empty text if it is none of ours
   */
  public record Answer(String mac, String realServer) {}

  /** Copies the list. */
  public ProbeResult {
    answers = List.copyOf(answers);
  }

  /**
   * Names the answers by the servers' own link-layer addresses.
   *
   * @param serverByMac link-layer address, lower case, to the real server's name
   */
  public ProbeResult named(Map<String, String> serverByMac) {
    List<Answer> names =
        answers.stream()
            .map(a -> new Answer(a.mac(), serverByMac.getOrDefault(a.mac(), "")))
            .toList();
    return new ProbeResult(vip, device, names, held, trouble);
  }

  /** Whether the segment is as it should be: no real server answers, and not two machines. */
  public boolean good() {
    return !trouble.isEmpty() || findings().isEmpty();
  }

  /** What is wrong, each with what it does to clients. */
  public List<String> findings() {
    List<String> out = new ArrayList<>();
    for (Answer a : answers) {
      if (!a.realServer().isEmpty()) {
        out.add(
            "real server "
                + a.realServer()
                + " ("
                + a.mac()
                + ") answers; clients that hear it first pass the director by");
      }
    }
    long others = answers.stream().filter(a -> a.realServer().isEmpty()).count() + (held ? 1 : 0);
    if (others > 1) {
      out.add(
          "more than one machine that is no real server answers; two directors, or a foreign host with the same address");
    }
    return out;
  }

  /** One line for people. */
  public String sentence() {
    if (!trouble.isEmpty()) {
      return "not asked: " + trouble;
    }
    if (!findings().isEmpty()) {
      return String.join("; ", findings());
    }
    if (held) {
      return "only this director has it";
    }
    return answers.isEmpty()
        ? "nobody answers"
        : "only " + answers.getFirst().mac() + " answers, which is no real server";
  }
}
