package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the jar for clusters holds; runs after packaging. */
class CheckJar {

  private static final Path JAR = Path.of("target", "unroll.jar");
  private static final long MAX_BYTES = 90_000_000;

  private static List<String> entries() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }

  @Test
  void isSmallEnoughToShip() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
  }

  @Test
  void bringsNothingThatSparkHas() throws Exception {
    assertThat(entries())
        .noneMatch(
            name ->
                name.matches(
                    "(org/apache/(spark|hadoop|logging|commons)|scala|org/slf4j|com/google"
                        + "|com/fasterxml|com/ibm|picocli|com/typesafe|com/ctc|org/codehaus"
                        + "|org/eclipse|jakarta|javax)/.*"));
  }

  @Test
  void hasTheNativeLibraryOfEachPlatform() throws Exception {
    List<String> entries = entries();
    assertThat(entries)
        .contains(
            "org/bytedeco/openblas/linux-x86_64/libjniopenblas_nolapack.so",
            "org/bytedeco/openblas/linux-arm64/libjniopenblas_nolapack.so",
            "org/bytedeco/openblas/macosx-x86_64/libjniopenblas_nolapack.dylib",
            "org/bytedeco/openblas/macosx-arm64/libjniopenblas_nolapack.dylib");
    assertThat(entries).noneMatch(name -> name.contains("windows-") || name.endsWith(".dll"));
  }
}
