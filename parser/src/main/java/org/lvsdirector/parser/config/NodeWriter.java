package org.lvsdirector.parser.config;

import java.util.Map;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Writes a node tree as lines; {@link Formatter} lays them out. */
final class NodeWriter {
  private final StringBuilder out = new StringBuilder();

  private NodeWriter() {}

  static String write(ImmutableNode root) {
    NodeWriter writer = new NodeWriter();
    root.getChildren().forEach(writer::node);
    return writer.out.toString();
  }

  private void node(ImmutableNode node) {
    String name = String.valueOf(node.getNodeName());
    String value = node.getValue() == null ? "" : node.getValue().toString();
    Map<String, Object> attributes = node.getAttributes();
    if (name.equals(NodeReader.COMMENT) || name.equals(NodeReader.ENTRY)) {
      out.append(value);
    } else if (isDefinition(node, name)) {
      out.append(name).append('=').append(value);
    } else {
      out.append(name).append(value.isEmpty() ? "" : " ").append(value);
    }
    boolean block = !node.getChildren().isEmpty() || attributes.containsKey("block");
    if (block) {
      out.append(" {");
    }
    Object comment = attributes.get(NodeReader.COMMENT_ATTRIBUTE);
    out.append(comment == null ? "" : " " + comment).append('\n');
    if (block) {
      node.getChildren().forEach(this::node);
      if (!attributes.containsKey("open")) {
        Object end = attributes.get("end");
        out.append('}').append(end == null ? "" : " " + end).append('\n');
      }
    }
  }

  /**
   * A node {@code $NAME}, or {@code @id $NAME}, that is not a line which only uses a definition.
   */
  private static boolean isDefinition(ImmutableNode node, String name) {
    int dollar = name.indexOf('$');
    boolean first =
        dollar == 0 || (dollar > 0 && name.startsWith("@") && name.charAt(dollar - 1) <= ' ');
    return first && !node.getAttributes().containsKey(NodeReader.USE_ATTRIBUTE);
  }
}
