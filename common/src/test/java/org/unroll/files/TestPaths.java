package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.fs.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPaths {

  @ParameterizedTest
  @CsvSource({
    "data, data",
    "/a/b, /a/b",
    "a:b, ./a:b",
    "./a:b, ./a:b",
    "2026-01-01T10:00:00/data, ./2026-01-01T10:00:00/data",
    "/runs/10:00, /runs/10:00",
    "file:/a/b:c, file:/a/b:c",
    "hdfs://host:8020/a, hdfs://host:8020/a",
    "s3a://bucket/a:b, s3a://bucket/a:b"
  })
  void aColonIsPartOfANameUnlessItEndsAScheme(String text, String path) {
    assertThat(Paths.of(text)).hasToString(path);
    assertThat(Paths.of(path)).as("comes back from its text").isEqualTo(Paths.of(text));
    assertThat(new Path(Paths.of(text).toString())).isEqualTo(Paths.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "/a, b:c, /a/b:c",
    "a:b, c:d, ./a:b/c:d",
    "hdfs://h/a, .b:c.new, hdfs://h/a/.b:c.new"
  })
  void aNameInAFolderMayHoldAColon(String folder, String name, String path) {
    assertThat(Paths.child(Paths.of(folder), name)).hasToString(path);
  }
}
