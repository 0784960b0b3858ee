package org.lvsdirector.parser.config;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.FileBasedConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * One keepalived configuration file as a Commons Configuration tree, to be queried, changed and
 * written again.
 *
 * <p>A statement is a node with the keyword as its name and the rest of the line, as written, as
 * its value; its block holds its children: {@code vrrp_instance(0).priority}. Lines of value blocks
 * are nodes called {@code entry}: {@code vrrp_instance.virtual_ipaddress.entry}. A definition is a
 * node {@code $NAME}, a conditional line a node {@code @id} with the rest of the line as its value,
 * a comment or an empty line a node {@code #}; the comment at the end of a line is the attribute
 * {@code comment}. Includes are not followed and references not replaced, so that what is written
 * is what was read, in the layout of {@link Formatter}.
 */
public final class KeepalivedConfiguration extends BaseHierarchicalConfiguration
    implements FileBasedConfiguration {
  /** An empty configuration. */
  public KeepalivedConfiguration() {
    // ${NAME} belongs to keepalived; Commons Configuration must not replace it.
    setInterpolator(null);
  }

  @Override
  public void read(Reader in) throws ConfigurationException, IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      text.append(buffer, 0, count);
    }
    ImmutableNode root = NodeReader.read(layout(text.toString()));
    getSubConfigurationParentModel().mergeRoot(root, null, null, null, this);
  }

  @Override
  public void write(Writer out) throws ConfigurationException, IOException {
    ImmutableNode root = getModel().getNodeHandler().getRootNode();
    out.write(layout(NodeWriter.write(root)));
    // FileHandler closes the stream below this writer, not the writer.
    out.flush();
  }

  private static String layout(String text) throws ConfigurationException {
    return switch (Formatter.format(text)) {
      case Formatter.Result.Formatted formatted -> formatted.text();
      case Formatter.Result.Refused refused ->
          throw new ConfigurationException("line " + refused.line() + ": " + refused.reason());
    };
  }
}
