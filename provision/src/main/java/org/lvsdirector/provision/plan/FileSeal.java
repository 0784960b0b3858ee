package org.lvsdirector.provision.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The header of every file that we write on a server: who wrote it, how it goes away, and a
 * checksum by which a change by other hands is noticed later, from any director and without any
 * record.
 */
public final class FileSeal {
  private static final String MARK = "# lvs-director-seal: sha256 ";

  private FileSeal() {}

  /** Puts the header above the lines. All file formats we write take {@code #} comments. */
  public static List<String> seal(List<String> body) {
    List<String> out = new ArrayList<>();
    out.add(
        "# Written by lvs-director provision; \"lvs-director provision undo\" takes it away again.");
    out.add("# A change by hand is noticed: the file is then left alone unless --force is given.");
    out.add(MARK + digest(body));
    out.addAll(body);
    return List.copyOf(out);
  }

  /** Whether the lines carry our header at all. */
  public static boolean sealed(List<String> lines) {
    return lines.size() >= 3 && lines.get(2).startsWith(MARK);
  }

  /** Whether the lines are as we wrote them, in whatever version. */
  public static boolean intact(List<String> lines) {
    return sealed(lines)
        && lines.get(2).substring(MARK.length()).equals(digest(lines.subList(3, lines.size())));
  }

  private static String digest(List<String> body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha.digest(String.join("\n", body).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
