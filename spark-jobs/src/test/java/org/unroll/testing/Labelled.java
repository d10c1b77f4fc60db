package org.unroll.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Sha256;
import org.unroll.lines.TextFormat;
import org.unroll.math.Seeds;
import org.unroll.prepare.labelled.LabelledInput;
import org.unroll.prepare.labelled.LabelledPrepareJob;
import org.unroll.prepare.labelled.LabelledReport;
import org.unroll.prepare.labelled.Preparations;
import org.unroll.progress.Progress;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.RecordInput;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.LineFormat;
import org.unroll.records.formats.TsvFormat;

/**
 * Labelled texts of few words, prepared for a classifier that is small enough to train in a test.
 */
public final class Labelled {

  private static final List<String> KEYS =
      List.of(
          "text.tokenizer=whitespace",
          "text.minCount=1",
          "split.validation=0.2",
          "split.test=0.2",
          "model.layers=1",
          "model.embeddingSize=6",
          "model.hiddenSize=5",
          "train.shards=2",
          "train.batchSizePerWorker=8",
          "train.averagingFrequency=5",
          "train.maxEpochs=2",
          "train.optimizer=adam",
          "train.learningRate=0.02",
          "train.schedule.kind=constant");

  private static final String[] NEUTRAL = {"the", "film", "is", "a", "story", "of", "one", "man"};

  private Labelled() {}

  /** The configuration, with {@code overrides} over it. */
  public static UnrollConfig config(String... overrides) {
    List<String> keys = new ArrayList<>(KEYS);
    keys.addAll(List.of(overrides));
    return UnrollConfig.defaults().with(keys);
  }

  /** Texts with a tab and a label; one word of each decides. */
  public static List<String> lines(int count, long seed) {
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      boolean good = Seeds.uniform(seed + 1, n) < 0.6f;
      List<String> words = new ArrayList<>();
      for (int i = 0; i < 3 + n % 5; i++) {
        words.add(NEUTRAL[(int) (8 * Seeds.uniform(seed, 10L * n + i))]);
      }
      words.add((int) (words.size() * Seeds.uniform(seed, -n)), good ? "fine" : "dull");
      lines.add(String.join(" ", words) + "\t" + (good ? "pos" : "neg"));
    }
    return lines;
  }

  /** Writes lines as tab-separated values with a header of {@code text} and {@code label}. */
  public static Path tsv(Path file, List<String> lines) throws IOException {
    return Files.writeString(file, "text\tlabel\n" + String.join("\n", lines) + "\n");
  }

  /** Files of tab-separated values with a header. */
  public static RecordInput tsv(Path... files) {
    return lines(new TsvFormat(ColumnNames.HEADER), files);
  }

  /** Files with a record on each line. */
  public static RecordInput lines(LineFormat format, Path... files) {
    return new LineRecords(
        Stream.of(files).map(file -> new InputPath(file.toUri().toString(), Map.of())).toList(),
        format,
        TextFormat.UTF_8);
  }

  /** Prepares records, whose splits a hash decides. */
  public static LabelledReport prepare(RecordInput input, Path out, UnrollConfig config) {
    return prepare(new LabelledInput(Map.of(Optional.empty(), input)), out, config);
  }

  /** Prepares records. */
  public static LabelledReport prepare(LabelledInput input, Path out, UnrollConfig config) {
    return new LabelledPrepareJob(
            LocalSpark.context(),
            config,
            Preparations.of("classification", config),
            input,
            TextTraining.hadoop(out),
            Progress.silent())
        .run();
  }

  /** The sums of all files of a folder but those that name the sources, by path. */
  public static Map<String, String> sums(Path data) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = data.relativize(file).toString();
        if (!name.equals("manifest.json") && !name.endsWith(".crc")) {
          sums.put(
              name,
              Sha256.of(
                  new String(
                      Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)));
        }
      }
    }
    return sums;
  }
}
