package org.unroll.prepare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.config.UnrollConfig;
import org.unroll.data.Manifest;
import org.unroll.data.Split;
import org.unroll.data.UnigramModel;
import org.unroll.dump.Damage;
import org.unroll.dump.Dump;
import org.unroll.dump.InputFile;
import org.unroll.dump.PageTally;
import org.unroll.dump.Sources;
import org.unroll.errors.BadDataException;
import org.unroll.extract.ArticleFiles;
import org.unroll.extract.Cleaning;
import org.unroll.extract.ExtractFormat;
import org.unroll.output.Fingerprint;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.output.TaskProgress;
import org.unroll.progress.Progress;
import org.unroll.text.Tokenizer;
import org.unroll.text.Tokenizers;
import org.unroll.text.Vocabulary;

/**
 * Makes windows, ready for training, of dumps or text files.
 *
 * <p>The input is read and tokenised once, into segments on the executors' disks; their words are
 * counted into the vocabulary; then their tokens become ids, are sorted by article, cut into
 * windows and written.
 */
public final class PrepareJob {

  private final JavaSparkContext spark;
  private final UnrollConfig config;
  private final PrepareInput input;
  private final Path out;
  private final Progress progress;
  private final Configuration hadoop;
  private final Broadcast<SerializableConfiguration> broadcastHadoop;

  /**
   * A job that has not begun.
   *
   * @param out the folder to make
   */
  public PrepareJob(
      JavaSparkContext spark,
      UnrollConfig config,
      PrepareInput input,
      Path out,
      Progress progress) {
    this.spark = spark;
    this.config = config;
    this.input = input;
    this.out = out;
    this.progress = progress;
    this.hadoop = spark.hadoopConfiguration();
    this.broadcastHadoop = spark.broadcast(new SerializableConfiguration(hadoop));
  }

  /**
   * Does it, or nothing if the folder already holds the result.
   *
   * @throws BadDataException if the input is missing, damaged, or too little
   * @throws org.unroll.errors.ConfigurationException if the folder holds something else or cannot
   *     be written
   */
  public PrepareReport run() {
    return TaskErrors.unwrap(this::prepare);
  }

  private PrepareReport prepare() throws IOException {
    List<PrepareInput.RoleFile> files = input.files(hadoop);
    Target target = Target.look(out, PreparedData.MANIFEST, hadoop);
    List<Manifest.Source> sources = sources(files);
    String fingerprint = Fingerprint.of(Manifest.FORMAT_VERSION, sources, withOptions());
    if (target.holds(fingerprint)) {
      Manifest manifest = PreparedData.open(out, hadoop).manifest();
      return PrepareReport.of(manifest, true);
    }
    target.refuseUnlessFree();
    try (Staging staging = Staging.beside(out, hadoop)) {
      JavaRDD<Segment> segments = segments(files, staging).persist(StorageLevel.DISK_ONLY());
      try {
        Manifest manifest = write(segments, sources, fingerprint, staging);
        staging.publish();
        return PrepareReport.of(manifest, false);
      } finally {
        segments.unpersist();
      }
    }
  }

  private List<Manifest.Source> sources(List<PrepareInput.RoleFile> files) {
    return Sources.of(
        spark,
        files.stream().map(PrepareInput.RoleFile::file).toList(),
        files.stream().map(PrepareInput.RoleFile::role).toList(),
        broadcastHadoop);
  }

  /** The keys on which prepared data depends. */
  private Config dataConfiguration() {
    Config all = config.resolved();
    return all.withOnlyPath("text")
        .withFallback(all.withOnlyPath("split"))
        .withFallback(all.withOnlyPath("window"));
  }

  /** The same with the options of the command, which are no keys, that change what is written. */
  private Config withOptions() {
    Config chosen = dataConfiguration();
    if (input instanceof PrepareInput.Dumps dumps && dumps.damage() == Damage.SKIP) {
      chosen = chosen.withValue("damage", ConfigValueFactory.fromAnyRef("skip"));
    }
    return keepsArticles()
        ? chosen.withValue("articles", ConfigValueFactory.fromAnyRef("keep"))
        : chosen;
  }

  private boolean keepsArticles() {
    return input instanceof PrepareInput.Dumps dumps && dumps.keep() == PrepareInput.Keep.ARTICLES;
  }

  private JavaRDD<Segment> segments(List<PrepareInput.RoleFile> files, Staging staging)
      throws IOException {
    List<InputFile> plain = files.stream().map(PrepareInput.RoleFile::file).toList();
    Tokenizer tokenizer = Tokenizers.of(config.text());
    if (input instanceof PrepareInput.Dumps dumps) {
      List<Dump> opened = Dump.open(plain, dumps.damage(), hadoop);
      return DumpSegments.of(
          spark,
          opened,
          Cleaning.after(dumps.previous(), config.cleaner(), opened, progress, hadoop),
          keepsArticles() ? Optional.of(staging.attempts().toString()) : Optional.empty(),
          config.split(),
          tokenizer,
          broadcastHadoop);
    }
    if (input instanceof PrepareInput.Text) {
      return TextSegments.ofOneText(spark, plain, config.split(), tokenizer, broadcastHadoop);
    }
    return TextSegments.ofSplits(spark, files, tokenizer, broadcastHadoop);
  }

  private Manifest write(
      JavaRDD<Segment> segments, List<Manifest.Source> sources, String fingerprint, Staging staging)
      throws IOException {
    int parts = segments.getNumPartitions();
    List<SegmentSummary> summaries =
        TaskProgress.show(
            spark, progress, "read and tokenise", parts, () -> SegmentSummary.of(segments));
    spark.setJobDescription("count words");
    PageTally pages = new PageTally();
    summaries.forEach(segment -> pages.add(segment.pages));
    check(summaries, pages);
    Vocabulary vocabulary = VocabularyCount.of(segments, config.text());
    Broadcast<VocabularyLookup> lookup = spark.broadcast(new VocabularyLookup(vocabulary));
    long[][] counts = IdCounts.of(segments, lookup, vocabulary.size());
    Map<String, List<Manifest.ExampleFile>> written =
        writeWindows(segments, summaries, lookup, staging);
    if (keepsArticles()) {
      ArticleFiles articles = new ArticleFiles(ExtractFormat.PARQUET, staging);
      summaries.forEach(segment -> articles.add(segment.articles));
      articles.keep(Cleaning.FOLDER, fingerprint, sources, pages);
    }
    staging.write(PreparedData.VOCABULARY, String.join("\n", vocabulary.tokens()) + "\n");
    staging.write(PreparedData.COUNTS, lines(counts[Split.TRAIN.ordinal()]));
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            fingerprint,
            sources,
            new ObjectMapper()
                .readTree(dataConfiguration().root().render(ConfigRenderOptions.concise())),
            pages.read(),
            pages.kept(),
            pages.reused(),
            pages.skipped(),
            pages.damagedBytes(),
            vocabulary.size(),
            splitCounts(counts, written));
    staging.write(PreparedData.MANIFEST, manifest.toJson());
    return manifest;
  }

  private static String lines(long[] counts) {
    StringBuilder lines = new StringBuilder();
    for (long count : counts) {
      lines.append(count).append('\n');
    }
    return lines.toString();
  }

  private void check(List<SegmentSummary> segments, PageTally pages) {
    if (input instanceof PrepareInput.Dumps) {
      pages.refuseIfNoneKept();
    }
    long trainTokens =
        segments.stream()
            .filter(segment -> segment.split == Split.TRAIN)
            .mapToLong(segment -> segment.tokens)
            .sum();
    if (trainTokens < config.window().length()) {
      throw new BadDataException(
          "expected at least one window of window.length = "
              + config.window().length()
              + " tokens in the training split, found "
              + trainTokens
              + " tokens; give more text or a shorter window");
    }
  }

  private Map<String, List<Manifest.ExampleFile>> writeWindows(
      JavaRDD<Segment> segments,
      List<SegmentSummary> summaries,
      Broadcast<VocabularyLookup> lookup,
      Staging staging)
      throws IOException {
    PieceCutter cutter =
        input instanceof PrepareInput.Dumps
            ? new PieceCutter.Articles()
            : new PieceCutter.Text(config.window(), summaries);
    long[][] before = sizesBefore(summaries, cutter, segments.getNumPartitions());
    JavaPairRDD<PieceKey, PackedIds> pieces =
        segments
            .mapPartitionsWithIndex(
                (partition, part) -> new Pieces(part, cutter, before[partition], lookup.value()),
                true)
            .mapToPair(piece -> piece)
            .repartitionAndSortWithinPartitions(new PiecePartitioner(cutter.partitions(summaries)));
    List<WindowFiles.Written> written =
        TaskProgress.show(
            spark,
            progress,
            "write windows",
            segments.getNumPartitions() + pieces.getNumPartitions(),
            () ->
                WindowFiles.write(
                    pieces,
                    config.window(),
                    cutter.blockTokens(),
                    staging.attempts(),
                    broadcastHadoop));
    Map<String, List<Manifest.ExampleFile>> files = new LinkedHashMap<>();
    for (WindowFiles.Written file : written) {
      List<Manifest.ExampleFile> ofSplit =
          files.computeIfAbsent(file.split.label(), split -> new ArrayList<>());
      String name = String.format(Locale.ROOT, "part-%05d.parquet", ofSplit.size());
      staging.keep(
          file.attempt, PreparedData.EXAMPLES + "/split=" + file.split.label() + "/" + name);
      ofSplit.add(new Manifest.ExampleFile(name, file.windows));
    }
    return files;
  }

  /** For each segment of each partition, the sizes of those of its split before it, together. */
  private static long[][] sizesBefore(
      List<SegmentSummary> segments, PieceCutter cutter, int partitions) {
    List<List<Long>> before = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      before.add(new ArrayList<>());
    }
    long[] sums = new long[Split.values().length];
    for (SegmentSummary segment : segments) {
      before.get(segment.partition).add(sums[segment.split.ordinal()]);
      sums[segment.split.ordinal()] += cutter.size(segment);
    }
    return before.stream()
        .map(sizes -> sizes.stream().mapToLong(Long::longValue).toArray())
        .toArray(long[][]::new);
  }

  private static Map<String, Manifest.SplitCounts> splitCounts(
      long[][] counts, Map<String, List<Manifest.ExampleFile>> files) {
    UnigramModel unigrams = new UnigramModel(counts[Split.TRAIN.ordinal()]);
    Map<String, Manifest.SplitCounts> splits = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      long[] ofSplit = counts[split.ordinal()];
      long tokens = Arrays.stream(ofSplit).sum();
      List<Manifest.ExampleFile> ofFiles = files.getOrDefault(split.label(), List.of());
      splits.put(
          split.label(),
          new Manifest.SplitCounts(
              tokens,
              tokens == 0 ? 0 : (double) ofSplit[Vocabulary.UNK] / tokens,
              ofFiles.stream().mapToLong(Manifest.ExampleFile::windows).sum(),
              tokens == 0 ? null : unigrams.perplexity(ofSplit),
              ofFiles));
    }
    return splits;
  }
}
