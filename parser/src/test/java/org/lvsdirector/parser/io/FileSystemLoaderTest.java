package org.lvsdirector.parser.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.parser.source.GlobPattern;
import org.lvsdirector.parser.source.SourceLoader.Loaded;
import org.lvsdirector.parser.source.SourceLoader.Matches;
import org.lvsdirector.parser.source.SourceLoader.Reason;

class FileSystemLoaderTest {
  private static final String LONG = "0123456789abcdef\n".repeat(5_000);

  @TempDir Path directory;

  @BeforeEach
  void files() throws Exception {
    Files.createDirectories(directory.resolve("conf.d"));
    for (String name :
        new String[] {"conf.d/b.conf", "conf.d/a.conf", "conf.d/.hidden.conf", "c x.conf"}) {
      Files.writeString(directory.resolve(name), "# " + name);
    }
  }

  private Matches expand(String pattern) {
    return new FileSystemLoader(directory).expand(directory.toString(), pattern);
  }

  private @Nullable Reason reason(String name) {
    return new FileSystemLoader(directory).load(name) instanceof Loaded.Unusable unusable
        ? unusable.reason()
        : null;
  }

  @Test
  void wildcardsMatchInSortedOrderWithoutHiddenFiles() {
    assertThat(expand("conf.d/*.conf").paths()).containsExactly("conf.d/a.conf", "conf.d/b.conf");
    assertThat(expand("*/[!a].con?").paths()).containsExactly("conf.d/b.conf");
    assertThat(expand(directory + "/conf.d/a*").paths())
        .containsExactly(directory + "/conf.d/a.conf");
    assertThat(expand("c x.conf").paths()).containsExactly("c x.conf");
  }

  @Test
  void alternativesAreExpandedInTheirOrderAndMissingOnesAreNamed() {
    Matches matches = expand("conf.d/{b,x,a}.conf");
    assertThat(matches.paths()).containsExactly("conf.d/b.conf", "conf.d/a.conf");
    assertThat(matches.missing()).containsExactly("conf.d/x.conf");
    assertThat(matches.alternatives()).isTrue();
    assertThat(expand("nodir/*.conf").directoryMissing()).isTrue();
    assertThat(expand("conf.d/*.none").directoryMissing()).isFalse();
  }

  @Test
  void whatIsNoPlainFileIsNotUsed() throws Exception {
    Files.setPosixFilePermissions(
        directory.resolve("conf.d/a.conf"), PosixFilePermissions.fromString("rw-r-xr--"));
    assertThat(reason("conf.d/a.conf")).isEqualTo(Reason.EXECUTABLE);
    assertThat(reason("conf.d")).isEqualTo(Reason.DIRECTORY);
    assertThat(reason("none")).isEqualTo(Reason.MISSING);
    assertThat(reason("/dev/null")).isEqualTo(Reason.NOT_REGULAR);
    assertThat(reason("a\0b")).isEqualTo(Reason.MISSING);
  }

  @Test
  void textThatIsNotUtf8IsReadByteByByte() throws Exception {
    Files.write(directory.resolve("latin"), new byte[] {'a', (byte) 0xe9});
    Files.write(directory.resolve("utf8"), "aé".getBytes(StandardCharsets.UTF_8));
    FileSystemLoader loader = new FileSystemLoader(directory);
    assertThat(loader.load("latin")).isEqualTo(new Loaded.Text(directory.toString(), "aé"));
    assertThat(loader.load("utf8")).isEqualTo(new Loaded.Text(directory.toString(), "aé"));
  }

  @Test
  void patternsThatExplodeAreRefused() {
    assertThat(GlobPattern.alternatives("{a,b}".repeat(30))).isEmpty();
    assertThat(expand("{a,b}".repeat(30)).paths()).isEmpty();
    assertThat(GlobPattern.matches("*a".repeat(40), "a".repeat(200) + "b")).isFalse();
    assertThat(GlobPattern.alternatives("x{a,b{c,d}}{}y").orElseThrow())
        .containsExactly("xa{}y", "xbc{}y", "xbd{}y");
  }

  /** Longer than what is compared at once, so that the ends of pieces count too. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_767, 32_768, 32_769, 65_536, 84_999})
  void aLongFileThatDiffersInOneCharacterIsNotStillTheSame(int place) throws IOException {
    Path file = Files.writeString(directory.resolve("long.conf"), LONG);
    Loaded before = new FileSystemLoader(directory).load("long.conf");
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isTrue();
    Files.writeString(file, LONG.substring(0, place) + "x" + LONG.substring(place + 1));
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isFalse();
  }

  @Test
  void aLongFileThatGrewOrShrankOrMayNotBeReadIsNotStillTheSame() throws IOException {
    Path file = Files.writeString(directory.resolve("long.conf"), LONG);
    Loaded before = new FileSystemLoader(directory).load("long.conf");
    Files.writeString(file, LONG + "x");
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isFalse();
    Files.writeString(file, LONG.substring(1));
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isFalse();
    Files.writeString(file, LONG.substring(0, LONG.length() - 1));
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isFalse();
    Files.writeString(file, LONG);
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isFalse();
    Files.delete(file);
    assertThat(new FileSystemLoader(directory).isStill("long.conf", before)).isFalse();
    assertThat(
            new FileSystemLoader(directory)
                .isStill("long.conf", new Loaded.Unusable(Reason.MISSING, "")))
        .isTrue();
  }

  /** Each of these octets would be the same character to a careless reader. */
  @Test
  void octetsAreToldApartThoughTheCharactersAreNotAscii() throws IOException {
    List<byte[]> versions =
        List.of(
            (LONG + "\u00e9").getBytes(StandardCharsets.UTF_8),
            (LONG + "\u00e9").getBytes(StandardCharsets.ISO_8859_1),
            (LONG + "\ufffd").getBytes(StandardCharsets.UTF_8),
            (LONG + "\u00ff").getBytes(StandardCharsets.ISO_8859_1),
            (LONG + "\u20ac").getBytes(StandardCharsets.UTF_8));
    Path file = directory.resolve("long.conf");
    for (byte[] one : versions) {
      Files.write(file, one);
      Loaded before = new FileSystemLoader(directory).load("long.conf");
      for (byte[] other : versions) {
        Files.write(file, other);
        assertThat(new FileSystemLoader(directory).isStill("long.conf", before))
            .isEqualTo(before.equals(new FileSystemLoader(directory).load("long.conf")));
      }
    }
  }
}
