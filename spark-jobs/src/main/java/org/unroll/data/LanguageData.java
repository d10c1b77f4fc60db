package org.unroll.data;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dataset.WindowConfig;
import org.unroll.errors.BadDataException;
import org.unroll.output.Staging;
import org.unroll.task.Metrics;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.ModelMemory;
import org.unroll.task.language.WindowShard;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.TokenizerJson;
import org.unroll.text.tokenizers.VocabularyFiles;

/** The windows of a text with their vocabulary, for a language model. */
public final class LanguageData implements TaskData<WindowShard> {

  /** The file with the number of times each id occurs in the training split, one a line. */
  private static final String COUNTS = "counts.txt";

  private final PreparedData prepared;
  private final Vocabulary vocabulary;
  private final UnrollConfig config;
  private final LanguageTask task;

  private LanguageData(
      PreparedData prepared, Vocabulary vocabulary, UnrollConfig config, LanguageTask task) {
    this.prepared = prepared;
    this.vocabulary = vocabulary;
    this.config = config;
    this.task = task;
  }

  /**
   * Opens the data of a language model.
   *
   * @param config the keys {@code model} and {@code train} count
   * @throws BadDataException if the vocabulary is damaged or not that of the manifest
   */
  public static LanguageData open(UnrollConfig config, PreparedData prepared) {
    Map<String, String> files = files(prepared);
    Vocabulary vocabulary = VocabularyFiles.read(files, prepared.folder().toString());
    if (vocabulary.size() != prepared.manifest().vocabularySize()) {
      throw new BadDataException(
          new Path(prepared.folder(), VocabularyFiles.TOKENS)
              + ": expected "
              + prepared.manifest().vocabularySize()
              + " tokens as the manifest says, found "
              + vocabulary.size());
    }
    UnrollConfig resolved =
        config
            .withSectionsOf(prepared.config(), List.of("text", "split", "window"))
            .withOutput(vocabulary.size(), () -> prepared.counts(COUNTS, vocabulary.size()));
    LanguageTask task =
        new LanguageTask(
            resolved.model(), vocabulary.size(), resolved.window().length() - 1, files);
    return new LanguageData(prepared, vocabulary, resolved, task);
  }

  private static Map<String, String> files(PreparedData prepared) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(VocabularyFiles.TOKENS, prepared.text(VocabularyFiles.TOKENS));
    if (prepared.config().text().tokenizer() == TokenizerKind.SUBWORD) {
      files.put(TokenizerJson.FILE, prepared.text(TokenizerJson.FILE));
    }
    return files;
  }

  /**
   * Writes everything but the examples.
   *
   * @param vocabularyFiles the contents of the vocabulary's files by name
   * @param counts how often each id occurs in the training split, {@code (V)}
   */
  public static void write(
      Staging staging, Map<String, String> vocabularyFiles, long[] counts, Manifest manifest)
      throws IOException {
    for (Map.Entry<String, String> file : vocabularyFiles.entrySet()) {
      staging.write(file.getKey(), file.getValue());
    }
    StringBuilder lines = new StringBuilder();
    for (long count : counts) {
      lines.append(count).append('\n');
    }
    staging.write(COUNTS, lines.toString());
    staging.write(PreparedData.MANIFEST, manifest.toJson());
  }

  @Override
  public LanguageTask task() {
    return task;
  }

  @Override
  public PreparedData prepared() {
    return prepared;
  }

  @Override
  public UnrollConfig config() {
    return config;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The windows of a split, ordered by article and position. */
  @Override
  public JavaRDD<WindowShard> shards(JavaSparkContext spark, Split split, int shards) {
    WindowConfig window = prepared.config().window();
    int vocabularySize = vocabulary.size();
    Path folder = new Path(prepared.folder(), PreparedData.examples(split));
    List<ShardRange> ranges = ShardRange.cut(prepared.manifest().counts(split), folder, shards);
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(prepared.hadoop()));
    return spark
        .parallelize(ranges, shards)
        .map(range -> WindowShards.read(range, hadoop.value().value(), window, vocabularySize))
        .setName(split.label() + " shards")
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** As one pass over each article, or over the text, in order. */
  @Override
  public Metrics evaluate(JavaSparkContext spark, Split split, float[] parameters) {
    Manifest manifest = prepared.manifest();
    Manifest.SplitCounts counts = manifest.counts(split);
    SplitWindows windows =
        new SplitWindows(
            prepared.config().window(),
            vocabulary.size(),
            counts,
            new Path(prepared.folder(), PreparedData.examples(split)));
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(prepared.hadoop()));
    try (LanguageEvaluation evaluation = new LanguageEvaluation(spark, task, parameters)) {
      return windows.haveGaps() || manifest.isOfArticles()
          ? evaluation.ofArticles(windows, counts.examples(), hadoop)
          : evaluation.ofText(windows, hadoop);
    } finally {
      hadoop.destroy();
    }
  }

  @Override
  public long networkBytes(int batchSize) {
    return ModelMemory.bytes(
        config.model(), vocabulary.size(), config.window().length() - 1, batchSize);
  }

  @Override
  public long shardBytes(long examples) {
    return Integer.BYTES * config.window().length() * examples;
  }

  /** The perplexity of the training split's unigrams. */
  @Override
  public Map<String, Double> baselines(Split split) {
    Double perplexity = prepared.manifest().counts(split).unigramPerplexity();
    return perplexity == null ? Map.of() : Map.of("unigramPerplexity", perplexity);
  }
}
