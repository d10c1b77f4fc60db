package org.unroll.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.SourceFile;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;

/** Records in pairs of text files. */
class TestParallelRecords {

  @TempDir private Path folder;

  private final JobContext job = new JobContext(LocalSpark.context(), Progress.silent());

  private void write(String name, String text) throws IOException {
    // A byte that is in no UTF-8.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = bytes[index] == '?' ? (byte) 0xff : bytes[index];
    }
    Files.write(folder.resolve(name), bytes);
  }

  private ParallelRecords input(Damage damage, String source, String target) {
    return new ParallelRecords(
        List.of(new InputPath(folder + "/" + source)),
        List.of(new InputPath(folder + "/" + target)),
        TextFormat.of("UTF-8", damage));
  }

  private List<String> read(RecordInput input) {
    return TaskErrors.unwrap(
        () ->
            input
                .read(job)
                .map(one -> one.number() + " " + one.text("source") + "|" + one.text("target"))
                .collect());
  }

  @Test
  void lineByLine() throws IOException {
    write("1.en", "one\n\ntwo");
    write("2.en", "three\n");
    write("1.de", "eins\r\nx\r\nzwei\r\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("2.de.gz")))) {
      out.write("drei\n".getBytes(StandardCharsets.UTF_8));
    }
    ParallelRecords input = input(Damage.REFUSE, "*.en", "*.de*");
    assertThat(read(input)).containsExactly("1 one|eins", "2 |x", "3 two|zwei", "1 three|drei");
    assertThat(input.files(job.hadoop()).stream().map(SourceFile::file).map(Object::toString))
        .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
        .containsExactly("1.en", "1.de", "2.en", "2.de.gz");
  }

  @Test
  void unlikeNumbers() throws IOException {
    write("a", "1\n2\n3\n");
    write("b", "1\n2\n");
    for (Damage damage : Damage.values()) {
      assertThatThrownBy(() -> read(input(damage, "a", "b")))
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "expected as many lines in file:%s/b as in file:%s/a, found 2 and 3"
                  .formatted(folder, folder));
      assertThatThrownBy(() -> read(input(damage, "b", "a"))).hasMessageEndingWith("found 3 and 2");
    }
    assertThatThrownBy(() -> read(input(Damage.REFUSE, "a", "*")))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "expected as many files at %s/* as at %s/a, found 2 and 1".formatted(folder, folder));
    assertThatThrownBy(
            () -> new ParallelRecords(List.of(new InputPath("a")), List.of(), TextFormat.UTF_8))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "expected as many paths of targets as of sources, found 0 of targets and 1 of"
                + " sources");
  }

  @Test
  void damagedLinesLeaveTheOthersInPairs() throws IOException {
    write("a", "1\n?\n3\n4\n5\n?\n");
    write("b", "1\n2\n3\n?\n5\n6\n");
    ParallelRecords input = input(Damage.SKIP, "a", "b");
    assertThat(read(input)).containsExactly("1 1|1", "3 3|3", "5 5|5");
    assertThat(input.tally(job).skipped()).isEqualTo(Map.of("undecodable", 3L));
    assertThatThrownBy(() -> read(input(Damage.REFUSE, "a", "b")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("/a: expected text in UTF-8, found the byte 0xFF at byte 2");
  }
}
