package org.unroll.math.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checked-in micro-kernels are those that their generator writes. */
class TestGeneratedSources {

  private static final Path GENERATOR = Path.of("src/build/GenerateMicroKernels.java");
  private static final Path SOURCES = Path.of("src/main/java");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RowMicroKernel.java", "PackedMicroKernel.java"})
  void theGeneratorWritesWhatIsCheckedIn(String name) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                GENERATOR.toString(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    Path source = Path.of("org/unroll/math/internal/gemm").resolve(name);
    assertThat(folder.resolve(source))
        .as("run java common/%s common/%s", GENERATOR, SOURCES)
        .hasSameTextualContentAs(SOURCES.resolve(source));
  }
}
