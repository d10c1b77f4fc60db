package org.unroll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestContenderProcess {

  private final Preset preset = Preset.named("zaremba-small");

  @TempDir private Path folder;

  private Path script(String body) throws IOException {
    Path script = folder.resolve("peer");
    Files.writeString(script, "#!/usr/bin/env bash\n" + body);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void answersEachRequestWithAMeasurement() throws IOException {
    Path script =
        script(
            "echo noise; echo \"ready $*\"; while read -r s; do echo iteration 500 \"$s\" 2; done");
    try (ContenderProcess process =
        new ContenderProcess(script, new Contender.Launch(Library.PYTORCH, "0", 2), preset)) {
      assertThat(process.awaitReady())
          .isEqualTo("pytorch --preset zaremba-small --threads 2 --on-request");
      process.request(2.5);
      assertThat(process.awaitMeasurement()).isEqualTo(new Measurement(500, 2.5, 2));
    }
  }

  @Test
  void namesTheContenderThatEndedEarly() throws IOException {
    try (ContenderProcess process =
        new ContenderProcess(
            script("exit 3"), new Contender.Launch(Library.PYTORCH, "0", 1), preset)) {
      assertThatThrownBy(process::awaitReady)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(
              "expected an answer of contender pytorch, found the end of its output");
    }
  }
}
