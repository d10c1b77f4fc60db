package org.unroll.dump.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.errors.TryAgainLaterException;

class TestNewestDump {

  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path folder;

  private void make(String... whole) throws IOException {
    for (String name : whole) {
      Files.createFile(Files.createDirectories(folder.resolve(name)).resolve("_SUCCESS"));
    }
  }

  private NewestDump newest() {
    return NewestDump.of(new org.apache.hadoop.fs.Path(folder.toUri()), HADOOP);
  }

  @Test
  void findsTheLatestCompleteDump() throws IOException {
    make("20251101", "2025-12-01", "latest", "99999");
    Files.createDirectories(folder.resolve("20260101"));
    assertThat(newest().date()).isEqualTo("2025-12-01");
    make("20251220");
    assertThat(newest().date()).isEqualTo("20251220");
    assertThat(newest().folder().toUri().getPath()).isEqualTo(folder + "/20251220");
  }

  @Test
  void refusesAFolderWithoutACompleteDump() throws IOException {
    Files.createDirectories(folder.resolve("20260101"));
    assertThatThrownBy(this::newest)
        .isInstanceOf(TryAgainLaterException.class)
        .hasMessageContaining("found none yet");
  }

  @Test
  void findsTheResultOfTheDumpBefore() throws IOException {
    make("20251101", "20251201", "20260101");
    Path out = folder.resolve("out");
    NewestDump newest = newest();
    org.apache.hadoop.fs.Path made = new org.apache.hadoop.fs.Path(out.toUri());
    assertThat(newest.before(made, HADOOP)).isEmpty();
    make("out/20251001", "out/20251101", "out/20260101");
    Files.createDirectories(out.resolve("20251201"));
    assertThat(newest.before(made, HADOOP).orElseThrow().getName()).isEqualTo("20251101");
  }
}
