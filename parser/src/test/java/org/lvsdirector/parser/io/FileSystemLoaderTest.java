package org.lvsdirector.parser.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.parser.source.GlobPattern;
import org.lvsdirector.parser.source.SourceLoader.Loaded;
import org.lvsdirector.parser.source.SourceLoader.Matches;
import org.lvsdirector.parser.source.SourceLoader.Reason;

class FileSystemLoaderTest {
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
}
