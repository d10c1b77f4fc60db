package org.unroll.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;

class TestWindowReader {

  private static final int LENGTH = 5;
  private static final int VOCABULARY = 100;
  private static final int WINDOWS = 40;

  @TempDir private Path folder;
  private Path file = Path.of("none");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("part.parquet");
    write(VOCABULARY - 1, LENGTH);
  }

  private void write(int lastId, int length) throws IOException {
    Files.deleteIfExists(file);
    try (WindowWriter writer = new WindowWriter(path(), new Configuration())) {
      for (int window = 0; window < WINDOWS; window++) {
        int[] ids = new int[length];
        Arrays.fill(ids, window);
        ids[0] = window == WINDOWS - 1 ? lastId : 3;
        writer.write(window, 0, ids);
      }
    }
    Files.deleteIfExists(folder.resolve(".part.parquet.crc"));
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private List<Integer> read(long from, long to) throws IOException {
    List<Integer> ids = new ArrayList<>();
    WindowReader reader = new WindowReader(path(), new Configuration(), LENGTH, VOCABULARY);
    reader.checkRows(to);
    reader.read(from, to, (article, position, window) -> ids.add(window[1]));
    return ids;
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> read(0, WINDOWS))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("part.parquet")
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1);
  }

  @Test
  void readsARange() throws IOException {
    assertThat(read(7, 10)).containsExactly(7, 8, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {VOCABULARY, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anIdThatIsNoToken(int id) throws IOException {
    write(id, LENGTH);
    assertRefused("expected ids below 100, found " + id);
  }

  @ParameterizedTest
  @ValueSource(ints = {LENGTH - 1, LENGTH + 1, 0})
  void windowsOfAnotherLength(int length) throws IOException {
    write(1, Math.max(length, 1));
    assertRefused("expected windows of 5 ids");
  }

  @Test
  void fewerWindowsThanTheManifestSays() {
    assertThatThrownBy(() -> read(0, 1L << 40))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected at least 1099511627776 windows, found 40");
  }

  @Test
  void noFileAndAnotherFile() throws IOException {
    Files.writeString(file, "not Parquet at all");
    assertRefused("is damaged: expected windows in Parquet");
    Files.delete(file);
    assertRefused("found none");
  }

  @Test
  void aFileThatIsCutShort() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 1 + length / 10) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("is damaged: expected windows in Parquet");
    }
  }

  /** Wherever a bit is flipped, the windows are the same or the file is refused. */
  @Test
  void aFileWithAFlippedBit() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    List<Integer> ids = read(0, WINDOWS);
    for (int draw = 0; draw < 300; draw++) {
      byte[] damaged = whole.clone();
      damaged[(int) (whole.length * Seeds.uniform(5, draw))] ^= (byte) (1 << draw % 8);
      Files.write(file, damaged);
      try {
        assertThat(read(0, WINDOWS)).isEqualTo(ids);
      } catch (BadDataException refused) {
        assertThat(refused.getMessage()).contains("part.parquet").hasLineCount(1);
      }
    }
  }
}
