package org.unroll.testing;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.math.Seeds;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.progress.Progress;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;

/** A text of a few hundred lines, prepared, and a model small enough to be trained many times. */
public final class TextTraining {

  /** How the text is prepared, and the model trained. */
  private static final List<String> KEYS =
      List.of(
          "text.tokenizer=whitespace",
          "text.minCount=1",
          "window.length=8",
          "window.stride=7",
          "model.embeddingSize=6",
          "model.hiddenSize=9",
          "model.dropout=0.2",
          "train.shards=3",
          "train.batchSizePerWorker=4",
          "train.averagingFrequency=5",
          "train.maxEpochs=3",
          "train.learningRate=0.7",
          "train.checkpointEveryRounds=2");

  private static final String[] WORDS = {
    "the", "river", "city", "lies", "on", "a", "hill", "north", "of", "old", "is", "small"
  };

  private TextTraining() {}

  /** The configuration, with {@code overrides} over it. */
  public static UnrollConfig config(String... overrides) {
    return UnrollConfig.of(ConfigFactory.empty(), keys(overrides));
  }

  /** The same as {@code key=value}. */
  public static List<String> keys(String... overrides) {
    List<String> keys = new ArrayList<>(KEYS);
    keys.addAll(List.of(overrides));
    return keys;
  }

  /** Writes and prepares a text of {@code lines} lines. */
  public static void prepare(JavaSparkContext spark, Path folder, int lines, long seed)
      throws IOException {
    Path text = folder.resolveSibling(folder.getFileName() + ".txt");
    Files.write(text, lines(lines, seed));
    new PrepareJob(
            spark,
            config(),
            new PrepareInput.Text(text.toUri().toString()),
            hadoop(folder),
            Progress.silent())
        .run();
  }

  /** Opens prepared data for the {@link #config()} of its tests. */
  public static LanguageData open(Path folder) {
    return LanguageData.open(
        config(), PreparedData.open(hadoop(folder), LocalSpark.context().hadoopConfiguration()));
  }

  private static List<String> lines(int count, long seed) {
    List<String> lines = new ArrayList<>();
    long drawn = 0;
    for (int line = 0; line < count; line++) {
      int length = 3 + (int) (9 * Seeds.uniform(seed, drawn++));
      List<String> words = new ArrayList<>();
      int word = 0;
      for (int i = 0; i < length; i++) {
        boolean follows = Seeds.uniform(seed, drawn++) < 0.6f;
        word = follows ? (word * 5 + 1) % 12 : (int) (12 * Seeds.uniform(seed, drawn++));
        words.add(WORDS[word]);
      }
      lines.add(String.join(" ", words));
    }
    return lines;
  }

  /** Trains. */
  public static TrainReport train(
      JavaSparkContext spark, UnrollConfig config, Path data, Path out, TrainJob.Start start) {
    return new TrainJob(spark, config, hadoop(data), hadoop(out), start, Progress.silent()).run();
  }

  public static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  /** The newest checkpoint of a training's output folder. */
  public static Path latest(Path run) throws IOException {
    return run.resolve(Files.readString(run.resolve("latest")).strip());
  }

  /** The sum of the parameters in the newest checkpoint. */
  public static String sha256OfModel(Path run) throws IOException {
    byte[] model = Files.readAllBytes(latest(run).resolve("model.safetensors"));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the files in a folder. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
