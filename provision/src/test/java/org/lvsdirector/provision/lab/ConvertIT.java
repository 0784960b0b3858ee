package org.lvsdirector.provision.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** keepalived itself accepts what a conversion writes, without a complaint. */
class ConvertIT {
  private final Segment segment = new Segment();

  @AfterEach
  void removeTheSegment() {
    segment.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lvs-direct.cf", "lvs-nat.cf", "ldirectord.cf"})
  void keepalivedTakesTheResult(String name) throws IOException {
    Path source = segment.folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(ConvertIT.class.getResourceAsStream("/convert/" + name))) {
      Files.copy(in, source);
    }
    Path result = segment.folder.resolve("keepalived.conf");
    Segment.Run run = segment.main(List.of("convert", "-o", result.toString(), source.toString()));
    assertThat(run.status()).as(run.out()).isEqualTo(2);
    Sh.in(segment.director, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
    Sh.Result test =
        Sh.any(
            List.of(
                "ip",
                "netns",
                "exec",
                segment.director,
                "keepalived",
                "-t",
                "-f",
                result.toString()));
    assertThat(test.status()).as(test.out()).isZero();
    assertThat(test.out()).isBlank();
  }
}
