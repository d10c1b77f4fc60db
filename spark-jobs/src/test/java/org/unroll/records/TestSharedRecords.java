package org.unroll.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.unroll.dump.Dump.Damage;
import org.unroll.errors.BadDataException;
import org.unroll.lines.TextFormat;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.ConllFormat;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.TextLinesFormat;
import org.unroll.records.formats.TsvFormat;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.SharedData;

/** Records of real data sets. */
@Tag("shared-data")
class TestSharedRecords {

  private final JobContext job = new JobContext(LocalSpark.context(), Progress.silent());

  private static InputPath path(String name) {
    Path file = SharedData.file("tasks/" + name).toAbsolutePath();
    return new InputPath(file.toString());
  }

  @Test
  // The paper counts the empty line at the end of each file as a sentence too.
  void namedEntities() {
    Map<String, Integer> sentences = Map.of("train", 7827, "dev", 1176, "test", 1389);
    sentences.forEach(
        (split, count) -> {
          List<InputPath> paths = List.of(path("lener-br/" + split + ".conll"));
          LineRecords input = new LineRecords(paths, new ConllFormat(), TextFormat.UTF_8);
          List<InputRecord> records = input.read(job).collect();
          assertThat(records).hasSize(count);
          assertThat(records)
              .allMatch(one -> one.texts("words").size() == one.texts("tags").size());
        });
  }

  @Test
  void translations() {
    Map<String, Long> pairs = Map.of("train", 29000L, "val", 1014L, "test_2016_flickr", 1000L);
    pairs.forEach(
        (split, count) -> {
          List<InputPath> english = List.of(path("multi30k/" + split + ".en.gz"));
          List<InputPath> german = List.of(path("multi30k/" + split + ".de.gz"));
          assertThat(new ParallelRecords(english, german, TextFormat.UTF_8).tally(job).kept())
              .isEqualTo(count);
        });
  }

  @Test
  void reviews() {
    List<InputPath> paths =
        List.of(
            new InputPath(path("rt-polarity/rt-polarity.pos").path(), Map.of("label", "pos")),
            new InputPath(path("rt-polarity/rt-polarity.neg").path(), Map.of("label", "neg")));
    LineRecords input = new LineRecords(paths, new TextLinesFormat(), TextFormat.UTF_8);
    assertThat(input.read(job).map(one -> one.text("label")).countByValue())
        .isEqualTo(Map.of("pos", 5331L, "neg", 5331L));
  }

  @Test
  void digits() {
    LineRecords input =
        new LineRecords(
            List.of(path("digits/digits.csv.gz")),
            new CsvFormat(ColumnNames.of(ColumnNames.list("pixel1..pixel64,label"))),
            TextFormat.UTF_8);
    String[] pixels = ColumnNames.list("pixel1..pixel64").toArray(new String[0]);
    List<InputRecord> records = input.read(job).collect();
    assertThat(records).hasSize(1797);
    assertThat(records).allMatch(one -> one.numbersOfWidth(64, pixels).length == 64);
    assertThat(records.stream().map(one -> one.text("label")).distinct()).hasSize(10);
  }

  /** Two captions of the file stand on one line. */
  @Test
  void captions() {
    List<InputPath> paths = List.of(path("flickr8k/Flickr8k.token.txt.gz"));
    TsvFormat format = new TsvFormat(ColumnNames.of(List.of("image", "caption")));
    TextFormat skipping = TextFormat.of("UTF-8", Damage.SKIP);
    RecordTally tally = new LineRecords(paths, format, skipping).tally(job);
    assertThat(tally.kept()).isEqualTo(40959);
    assertThat(tally.skipped()).isEqualTo(Map.of("columns", 1L));
    assertThatThrownBy(
            () ->
                TaskErrors.unwrap(
                    () -> new LineRecords(paths, format, TextFormat.UTF_8).read(job).count()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("Flickr8k.token.txt.gz, line ")
        .hasMessageContaining(": expected 2 columns separated by tabs, found 3; ");
  }
}
