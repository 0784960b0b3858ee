package org.lvsdirector.daemon.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {
  /** Of "abc" (FIPS 180-4, as every table of test vectors has it). */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String LARGE = "weight 1\n".repeat((int) FileHash.SMALL / 9 + 1);

  @TempDir private Path folder = Path.of("");

  @Test
  void aSmallFileIsKnownAsItWasWhateverBecomesOfIt() throws IOException {
    Path file = Files.writeString(folder.resolve("k.conf"), "abc");
    FileHash hash = new FileHash(file);
    Files.writeString(file, "abd");
    assertThat(hash.text()).isEqualTo(OF_ABC);
  }

  @Test
  void aLargeFileIsKnownIfNobodyWroteItBeforeSomebodyAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("k.conf"), LARGE);
    FileHash asked = new FileHash(file);
    FileHash notAsked = new FileHash(file);
    String known = asked.text();
    assertThat(known).hasSize(64);
    FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 2_000);
    Files.writeString(file, LARGE.replaceFirst("1", "2"));
    Files.setLastModifiedTime(file, later);
    assertThat(asked.text()).isEqualTo(known);
    assertThat(notAsked.text()).isEmpty();
    assertThat(new FileHash(file).text()).hasSize(64).isNotEqualTo(known);
  }

  @Test
  void aFileThatIsNotThereIsNotKnown() {
    assertThat(new FileHash(folder.resolve("none")).text()).isEmpty();
  }
}
