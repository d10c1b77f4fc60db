package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class TestLauncherOptions {

  /**
   * The launcher reads them from a file, because asking Spark would cost each command the start of
   * a JVM.
   */
  @Test
  void theLauncherPassesTheFlagsThatSparkWants() throws Exception {
    List<String> flags =
        List.of(Files.readString(Path.of("target", "jvm.options")).strip().split("\\s+"));
    assertThat(flags).contains(JavaModuleOptions.defaultModuleOptionArray());
  }
}
