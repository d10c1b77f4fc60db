package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines with vectors of other widths train the same parameters, to the bit. */
class TestVectorWidths {

  /**
   * Of every processor; another one is another arithmetic, which deserves a line in CHANGELOG.md.
   */
  private static final String EXPECTED =
      "88ad3d26e22fb8bc3f8fec8cb0780b1148fc5a94626b092ebd764469ac5c21cb";

  private static final List<String> LINES = Fingerprint.lines();

  @TempDir private Path folder;

  @Test
  void theBitsAreThoseOfEveryProcessor() {
    assertThat(Fingerprint.ofAll(LINES)).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"-XX:UseAVX=2, 8", "-XX:MaxVectorSize=16, 4"})
  void narrowerVectorsGiveTheSameBits(String option, int maxLanes) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                option,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Fingerprint.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    List<String> lines = Files.readAllLines(output);
    int lanes = Math.min(maxLanes, FloatVector.SPECIES_PREFERRED.length());
    assertThat(lines.get(0)).isEqualTo(Integer.toString(lanes));
    assertThat(lines.subList(1, lines.size())).isEqualTo(LINES);
  }
}
