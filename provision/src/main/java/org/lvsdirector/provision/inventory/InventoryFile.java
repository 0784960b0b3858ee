package org.lvsdirector.provision.inventory;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** Reads an inventory and tells the two forms apart. */
public final class InventoryFile {
  private InventoryFile() {}

  /**
   * Reads an inventory in either form.
   *
   * @param reader the text
   * @param name the file's name, for messages
   */
  public static Inventory read(Reader reader, String name) throws IOException {
    List<IniSection> sections;
    try {
      sections = sections(reader);
    } catch (ConfigurationException e) {
      return new Inventory(List.of(), Map.of(), List.of(name + ": " + e.getMessage()), List.of());
    }
    return AnsibleDecoder.looksLike(sections)
        ? new AnsibleDecoder(name).decode(sections)
        : new NativeDecoder(name).decode(sections);
  }

  private static List<IniSection> sections(Reader reader)
      throws IOException, ConfigurationException {
    INIConfiguration ini = new INIConfiguration();
    ini.setSeparatorUsedInInput("=");
    // A value is what the file says: no ${…} and no splitting at commas.
    ini.setInterpolator(null);
    ini.read(new StringReader(hideQuotes(reader)));
    Map<String, List<IniSection.Entry>> out = new LinkedHashMap<>();
    ImmutableNode root = ini.getNodeModel().getNodeHandler().getRootNode();
    for (ImmutableNode node : root.getChildren()) {
      if (node.getValue() != null) {
        out.computeIfAbsent("", _ -> new ArrayList<>()).add(entry(node));
      } else {
        List<IniSection.Entry> list = out.computeIfAbsent(name(node), _ -> new ArrayList<>());
        node.getChildren().forEach(c -> list.add(entry(c)));
      }
    }
    return out.entrySet().stream().map(e -> new IniSection(e.getKey(), e.getValue())).toList();
  }

  /**
   * The library takes quotes away wherever they stand; Ansible's host lines need them to keep a
   * value with blanks together. So they travel as other characters (of a private Unicode area,
   * which no host name or path has) and come back afterwards.
   */
  private static String hideQuotes(Reader reader) throws IOException {
    StringWriter text = new StringWriter();
    reader.transferTo(text);
    return text.toString().replace('"', '\ue000').replace('\'', '\ue001');
  }

  private static String showQuotes(String text) {
    return text.replace('\ue000', '"').replace('\ue001', '\'');
  }

  /** Takes one pair of quotes off the ends. */
  static String unquote(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static IniSection.Entry entry(ImmutableNode node) {
    String value = node.getValue() == null ? "" : showQuotes(node.getValue().toString()).strip();
    return new IniSection.Entry(
        name(node), value.isEmpty() ? Optional.empty() : Optional.of(value));
  }

  private static String name(ImmutableNode node) {
    String name = node.getNodeName();
    return name == null ? "" : showQuotes(name).strip();
  }
}
