package org.lvsdirector.parser.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.syntax.Lines;

class KeepalivedConfigurationTest {
  private static final String TEXT =
      """
      # two instances
      $NET=10.0.0
      global_defs {
          router_id "lb 1" # name
      }

      vrrp_instance VI_1 {
          interface eth0
          @lb1 priority 150
          virtual_ipaddress {
              ${NET}.1/24 dev eth0
              10.0.0.2
              # last
          }
      } # end of VI_1
      vrrp_instance VI_2 {
          interface eth1
      }
      """;

  private static KeepalivedConfiguration read(String text) throws Exception {
    KeepalivedConfiguration configuration = new KeepalivedConfiguration();
    configuration.read(new StringReader(text));
    return configuration;
  }

  private static String write(KeepalivedConfiguration configuration) throws Exception {
    StringWriter out = new StringWriter();
    configuration.write(out);
    return out.toString();
  }

  private static String show(ImmutableNode node) {
    StringBuilder out = new StringBuilder();
    out.append(node.getNodeName()).append('=').append(node.getValue()).append(node.getAttributes());
    node.getChildren().forEach(child -> out.append('[').append(show(child)).append(']'));
    return out.toString();
  }

  private static String tree(KeepalivedConfiguration configuration) {
    return show(configuration.getNodeModel().getNodeHandler().getRootNode());
  }

  @Test
  void treeAnswersQueries() throws Exception {
    KeepalivedConfiguration configuration = read(TEXT);
    assertThat(configuration.getList(String.class, "vrrp_instance"))
        .containsExactly("VI_1", "VI_2");
    assertThat(configuration.getString("vrrp_instance(1).interface")).isEqualTo("eth1");
    assertThat(configuration.getList(String.class, "vrrp_instance(0).virtual_ipaddress.entry"))
        .containsExactly("${NET}.1/24 dev eth0", "10.0.0.2");
    assertThat(configuration.getString("$NET")).isEqualTo("10.0.0");
    assertThat(configuration.getString("vrrp_instance(0).@lb1")).isEqualTo("priority 150");
  }

  @Test
  void writingGivesBackTheTextWithItsComments() throws Exception {
    assertThat(write(read(TEXT))).isEqualTo(TEXT);
  }

  @Test
  void changesAreWritten() throws Exception {
    KeepalivedConfiguration configuration = read(TEXT);
    configuration.setProperty("vrrp_instance(1).interface", "eth2");
    configuration.addProperty("vrrp_instance(1).priority", "90");
    configuration.addProperty("vrrp_instance(1).virtual_ipaddress.entry", "10.0.1.1");
    configuration.clearTree("global_defs");
    assertThat(write(configuration))
        .endsWith(
            """
            vrrp_instance VI_2 {
                interface eth2
                priority 90
                virtual_ipaddress {
                    10.0.1.1
                }
            }
            """)
        .doesNotContain("router_id");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void readingWhatWasWrittenGivesTheSameTree(long seed) throws Exception {
    for (int i = 0; i < 200; i++) {
      String text = FormatterTest.randomText(seed * 1000 + i);
      KeepalivedConfiguration first = read(text);
      String written = write(first);
      assertThat(tree(read(written))).as(text).isEqualTo(tree(first));
      assertThat(Lines.of(written)).as(text).isEqualTo(Lines.of(text));
    }
  }

  @Test
  void fileHandlerLoadsAndSavesIt(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keepalived.conf");
    Files.writeString(file, TEXT);
    KeepalivedConfiguration configuration = new KeepalivedConfiguration();
    FileHandler handler = new FileHandler(configuration);
    handler.load(file.toFile());
    configuration.setProperty("vrrp_instance(0).interface", "eth9");
    handler.save(file.toFile());
    assertThat(Files.readString(file)).contains("    interface eth9\n");
  }
}
