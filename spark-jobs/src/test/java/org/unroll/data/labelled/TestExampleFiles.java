package org.unroll.data.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.data.FileRange;
import org.unroll.errors.BadDataException;

class TestExampleFiles {

  private static final ExampleSchema SCHEMA =
      new ExampleSchema(
          ExampleColumn.ints("ids"),
          ExampleColumn.floats("features"),
          ExampleColumn.strings("words"));

  private final List<Example> examples = new ArrayList<>();
  @TempDir private java.nio.file.Path folder;
  private java.nio.file.Path file;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    for (int n = 0; n < 50; n++) {
      examples.add(
          new Example(
              random.ints(n % 5 * 40).toArray(),
              n % 7 == 0 ? new float[0] : new float[] {n, -0f, Float.MIN_VALUE},
              n % 3 == 0 ? new String[0] : new String[] {"", "a" + n, "é東\ud83d\ude00", " \n"}));
    }
    file = folder.resolve("part-00000.parquet");
    try (ExampleWriter writer =
        new ExampleWriter(new Path(file.toUri()), new Configuration(), SCHEMA)) {
      for (Example example : examples) {
        writer.write(example);
      }
    }
  }

  private List<Example> read(ExampleSchema schema, long from, long to) throws IOException {
    List<Example> found = new ArrayList<>();
    ExampleReader.read(
        new FileRange(file.toUri().toString(), from, to), new Configuration(), schema, found::add);
    return found;
  }

  @Test
  void rangesOfAllKindsOfValues() throws IOException {
    for (int[] range : new int[][] {{0, 50}, {0, 1}, {49, 50}, {13, 37}, {20, 20}}) {
      List<Example> found = read(SCHEMA, range[0], range[1]);
      assertThat(found).hasSize(range[1] - range[0]);
      for (int n = 0; n < found.size(); n++) {
        Example expected = examples.get(range[0] + n);
        assertThat(found.get(n).ints(0)).isEqualTo(expected.ints(0));
        assertThat(found.get(n).floats(1)).isEqualTo(expected.floats(1));
        assertThat(found.get(n).strings(2)).isEqualTo(expected.strings(2));
      }
    }
  }

  @Test
  void tooFewRowsAreNamed() {
    assertThatThrownBy(() -> read(SCHEMA, 40, 51))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("part-00000.parquet")
        .hasMessageContaining("50");
  }

  @Test
  void aFileOfAnotherTaskIsRefused() {
    assertThatThrownBy(() -> read(new ExampleSchema(ExampleColumn.ints("other")), 0, 50))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("part-00000.parquet");
  }

  @Test
  void damageIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {bytes.length - 1, bytes.length / 2, 30}) {
      byte[] damaged = bytes.clone();
      for (int i = Math.max(0, at - 20); i < at; i++) {
        damaged[i] ^= 0x55;
      }
      Files.write(file, damaged);
      assertThatThrownBy(() -> read(SCHEMA, 0, 50))
          .as("byte " + at)
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("part-00000.parquet");
    }
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> read(SCHEMA, 0, 50)).isInstanceOf(BadDataException.class);
  }
}
