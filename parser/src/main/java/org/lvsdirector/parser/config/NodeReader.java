package org.lvsdirector.parser.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Builds the node tree of a text in canonical layout, where each line is one statement, brace,
 * comment or rigid line.
 */
final class NodeReader {
  static final String COMMENT = "#";
  static final String ENTRY = "entry";
  static final String COMMENT_ATTRIBUTE = "comment";

  /** Marks a line that begins with a reference and is no definition. */
  static final String USE_ATTRIBUTE = "use";

  /**
   * Blocks whose lines are entries (parser semantics 12); at root track_file is a block of
   * keywords.
   */
  private static final Set<String> VALUE_BLOCKS =
      Set.of(
          "group",
          "interfaces",
          "linkbeat_interfaces",
          "notification_email",
          "static_ipaddress",
          "static_routes",
          "static_rules",
          "track_bfd",
          "track_file",
          "track_group",
          "track_interface",
          "track_process",
          "track_script",
          "unicast_peer",
          "virtual_ipaddress",
          "virtual_ipaddress_excluded",
          "virtual_routes",
          "virtual_rules",
          "virtual_server_group",
          "interface_up_down_delays");

  private static final int DEEPEST = 200;

  private final Deque<Open> open = new ArrayDeque<>();

  private static final class Open {
    private final ImmutableNode.Builder node;
    private final boolean entries;
    private boolean empty = true;

    Open(ImmutableNode.Builder node, boolean entries) {
      this.node = node;
      this.entries = entries;
    }

    void add(ImmutableNode child) {
      node.addChild(child);
      empty = false;
    }
  }

  private NodeReader() {
    open.push(new Open(new ImmutableNode.Builder(), false));
  }

  static ImmutableNode read(String canonical) {
    NodeReader reader = new NodeReader();
    String[] lines = canonical.split("\n", -1);
    int count = canonical.endsWith("\n") || canonical.isEmpty() ? lines.length - 1 : lines.length;
    for (int i = 0; i < count; i++) {
      PhysicalLine line = PhysicalLine.of(lines[i]);
      if (line.isDefinition()) {
        i = reader.definition(lines, i, line);
      } else {
        reader.line(line);
      }
    }
    while (reader.open.size() > 1) {
      // Without a closing brace in the file there must be none when it is written.
      reader.open.element().node.addAttribute("open", "true");
      reader.close();
    }
    return reader.open.element().node.create();
  }

  /** Reads a definition with its continuation lines; answers the index of the last one. */
  private int definition(String[] lines, int first, PhysicalLine line) {
    int equals = line.text().indexOf('=');
    StringBuilder value = new StringBuilder(line.text().substring(equals + 1));
    String comment = line.comment();
    int i = first;
    boolean goesOn = line.continues();
    while (goesOn && i + 1 < lines.length) {
      if (!comment.isEmpty()) {
        value.append(' ').append(comment);
        comment = "";
      }
      PhysicalLine next = PhysicalLine.of(lines[++i]);
      value.append('\n').append(PhysicalLine.trim(lines[i]));
      goesOn = !next.isEmpty() && (next.text().isEmpty() || next.continues());
    }
    add(line.text().substring(0, equals), value.toString(), comment);
    return i;
  }

  private void line(PhysicalLine line) {
    String text = line.text();
    if (text.isEmpty()) {
      add(COMMENT, line.comment(), "");
    } else if (text.equals("}") && open.size() > 1) {
      if (!line.comment().isEmpty()) {
        open.element().node.addAttribute("end", line.comment());
      }
      close();
    } else if (line.opensBlock() && open.size() < DEEPEST) {
      String head = PhysicalLine.trim(text.substring(0, text.length() - 1));
      ImmutableNode.Builder node = builder(head, line.comment());
      boolean known = VALUE_BLOCKS.contains(PhysicalLine.firstWord(head));
      open.push(
          new Open(
              node,
              known && !(PhysicalLine.firstWord(head).equals("track_file") && open.size() == 1)));
    } else {
      open.element().add(builder(text, line.comment()).create());
    }
  }

  private void close() {
    Open closed = open.pop();
    if (closed.empty) {
      closed.node.addAttribute("block", "true");
    }
    open.element().add(closed.node.create());
  }

  private ImmutableNode.Builder builder(String text, String comment) {
    ImmutableNode.Builder node = new ImmutableNode.Builder();
    if (open.element().entries
        && !text.startsWith("@")
        && !text.startsWith("~")
        && !text.startsWith("include")
        && !text.equals("{")
        && !text.equals("}")) {
      node.name(ENTRY).value(text);
    } else {
      String word = PhysicalLine.firstWord(text);
      String rest = PhysicalLine.trim(text.substring(word.length()));
      node.name(word).value(rest.isEmpty() ? null : rest);
      if (word.startsWith("$")) {
        node.addAttribute(USE_ATTRIBUTE, "true");
      }
    }
    if (!comment.isEmpty()) {
      node.addAttribute(COMMENT_ATTRIBUTE, comment);
    }
    return node;
  }

  private void add(String name, String value, String comment) {
    ImmutableNode.Builder node = new ImmutableNode.Builder().name(name).value(value);
    if (!comment.isEmpty()) {
      node.addAttribute(COMMENT_ATTRIBUTE, comment);
    }
    open.element().add(node.create());
  }
}
