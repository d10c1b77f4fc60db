package org.unroll.prepare;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
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
import org.unroll.prepare.windows.ShardRange;
import org.unroll.task.language.WindowShard;
import org.unroll.text.TokenizerJson;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;

/** A folder of prepared data: its manifest, its vocabulary, and its windows as shards. */
public final class PreparedData {

  static final String MANIFEST = "manifest.json";
  private static final String VOCABULARY = "vocab.txt";

  /** How often each id occurs in the training split, one count a line, line number = id. */
  private static final String COUNTS = "counts.txt";

  static final String EXAMPLES = "examples";

  private final Path folder;
  private final Configuration hadoop;
  private final Manifest manifest;
  private final UnrollConfig config;
  private final Vocabulary vocabulary;

  private PreparedData(
      Path folder,
      Configuration hadoop,
      Manifest manifest,
      UnrollConfig config,
      Vocabulary vocabulary) {
    this.folder = folder;
    this.hadoop = hadoop;
    this.manifest = manifest;
    this.config = config;
    this.vocabulary = vocabulary;
  }

  /**
   * Opens what {@link PrepareJob} wrote.
   *
   * @throws BadDataException if the folder is missing, unfinished, or holds something else
   */
  public static PreparedData open(Path folder, Configuration hadoop) {
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      if (!files.exists(folder)) {
        throw new BadDataException(
            "expected a folder of prepared data, found nothing at " + folder + "; run prepare");
      }
      if (!files.exists(new Path(folder, Staging.SUCCESS))) {
        throw new BadDataException(
            "expected prepared data in "
                + folder
                + ", found no "
                + Staging.SUCCESS
                + "; run prepare");
      }
      Path manifestFile = new Path(folder, MANIFEST);
      Manifest manifest = Manifest.ofJson(read(files, manifestFile), manifestFile.toString());
      Path vocabularyFile = new Path(folder, VOCABULARY);
      Vocabulary vocabulary = Vocabulary.ofLines(read(files, vocabularyFile).lines().toList());
      if (vocabulary.size() != manifest.vocabularySize()) {
        throw new BadDataException(
            vocabularyFile
                + ": expected "
                + manifest.vocabularySize()
                + " tokens as the manifest says, found "
                + vocabulary.size());
      }
      UnrollConfig config = UnrollConfig.ofJson(manifest.configuration().toString());
      if (config.text().tokenizer() == TokenizerKind.SUBWORD) {
        Path tokenizer = new Path(folder, TokenizerJson.FILE);
        vocabulary = TokenizerJson.read(read(files, tokenizer), vocabulary, tokenizer.toString());
      }
      return new PreparedData(folder, hadoop, manifest, config, vocabulary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes what {@link #open} reads.
   *
   * @param counts how often each id occurs in the training split, {@code (V)}
   */
  static void write(Staging staging, Vocabulary vocabulary, long[] counts, Manifest manifest)
      throws IOException {
    staging.write(VOCABULARY, vocabulary.toLines());
    if (vocabulary.subwords().isPresent()) {
      staging.write(
          TokenizerJson.FILE, TokenizerJson.write(vocabulary, vocabulary.subwords().get()));
    }
    StringBuilder lines = new StringBuilder();
    for (long count : counts) {
      lines.append(count).append('\n');
    }
    staging.write(COUNTS, lines.toString());
    staging.write(MANIFEST, manifest.toJson());
  }

  private static String read(FileSystem files, Path file) throws IOException {
    try (InputStream stream = files.open(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new BadDataException("expected the file " + file + ", found none; prepare again", e);
    }
  }

  public Path folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** How it was prepared; the keys that do not matter for that have their defaults. */
  public UnrollConfig config() {
    return config;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * How often each id occurs in the training split, (V).
   *
   * @throws BadDataException if the file with the counts is missing or damaged
   */
  public long[] tokenCounts() {
    Path file = new Path(folder, COUNTS);
    try {
      long[] counts =
          read(file.getFileSystem(hadoop), file).lines().mapToLong(Long::parseLong).toArray();
      if (counts.length != vocabulary.size()) {
        throw new BadDataException(
            file + ": expected " + vocabulary.size() + " counts, found " + counts.length);
      }
      return counts;
    } catch (NumberFormatException e) {
      throw new BadDataException(file + ": expected a count a line, found " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The windows of a split, ordered by article and position, as contiguous shards of almost the
   * same number of windows: the k-th holds the windows {@code [k N / K, (k + 1) N / K)}. The
   * content depends on nothing but the data and K. The shards are kept in memory, or on disk where
   * memory is short; partition k holds shard k.
   *
   * @param shards K
   */
  public JavaRDD<WindowShard> shards(JavaSparkContext spark, Split split, int shards) {
    WindowConfig window = manifest.window();
    Path examples = new Path(new Path(folder, EXAMPLES), "split=" + split.label());
    List<ShardRange> ranges = ShardRange.cut(manifest.counts(split), examples, shards);
    Broadcast<SerializableConfiguration> configuration =
        spark.broadcast(new SerializableConfiguration(hadoop));
    return spark
        .parallelize(ranges, shards)
        .map(range -> range.read(configuration.value().value(), window))
        .setName(split.label() + " shards")
        .persist(StorageLevel.MEMORY_AND_DISK());
  }
}
