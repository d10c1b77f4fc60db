package org.unroll.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ready-made schedules. */
class TestSchedules {

  private static final Path SCHEDULES = ScriptRun.SCRIPTS.resolveSibling("conf/schedules");

  @Test
  void areRightOnAnyDate() throws IOException {
    try (Stream<Path> files = Files.list(SCHEDULES)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file))
            .as("%s names the date of a dump", file.getFileName())
            .doesNotContainPattern("20\\d\\d-?\\d\\d-?\\d\\d");
      }
    }
  }

  @Test
  void oneRunAtATime() throws IOException {
    assertThat(Files.readString(SCHEDULES.resolve("scheduled-spark-application.yaml")))
        .contains("concurrencyPolicy: Forbid")
        .contains("--newest-of");
    assertThat(Files.readString(SCHEDULES.resolve("airflow_dag.py"))).contains("max_active_runs=1");
  }
}
