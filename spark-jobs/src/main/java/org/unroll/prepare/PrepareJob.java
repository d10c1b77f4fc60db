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
import java.util.function.Supplier;
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
import org.unroll.text.SubwordTokenizer;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerJson;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Tokenizers;
import org.unroll.text.Vocabulary;

/**
 * Makes windows, ready for training, of dumps or text files.
 *
 * <p>The input is read and tokenised once, into segments on the executors' disks; their words are
 * counted into the vocabulary; then their tokens become ids, are sorted by article, cut into
 * windows and written. Where tokens are subwords, these are learned from the words first.
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
      return PrepareReport.of(out, manifest, true);
    }
    target.refuseUnlessFree();
    try (Staging staging = Staging.beside(out, hadoop)) {
      JavaRDD<Segment> segments = segments(files, staging).persist(StorageLevel.DISK_ONLY());
      try {
        Manifest manifest = write(segments, new Output(sources, fingerprint, staging));
        staging.publish();
        return PrepareReport.of(out, manifest, false);
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

  /** Where the result goes, and what its manifest says of the input. */
  private record Output(List<Manifest.Source> sources, String fingerprint, Staging staging) {}

  private Manifest write(JavaRDD<Segment> read, Output output) throws IOException {
    List<SegmentSummary> summaries = summaries("read and tokenise", read);
    if (input instanceof PrepareInput.Dumps) {
      SegmentSummary.pages(summaries).refuseIfNoneKept();
    }
    return config.text().tokenizer() == TokenizerKind.SUBWORD
        ? writeSubwords(read, output)
        : write(read, summaries, () -> VocabularyCount.of(read, config.text()), output);
  }

  private Manifest writeSubwords(JavaRDD<Segment> words, Output output) throws IOException {
    SubwordTokenizer tokenizer = Subwords.learn(spark, progress, words, config.text());
    JavaRDD<Segment> subwords =
        Subwords.cut(spark, words, tokenizer.merges()).persist(StorageLevel.DISK_ONLY());
    try {
      List<SegmentSummary> summaries = summaries("cut into subwords", subwords);
      return write(subwords, summaries, () -> Subwords.vocabulary(subwords, tokenizer), output);
    } finally {
      subwords.unpersist();
    }
  }

  private List<SegmentSummary> summaries(String stage, JavaRDD<Segment> segments) {
    int parts = segments.getNumPartitions();
    return TaskProgress.show(spark, progress, stage, parts, () -> SegmentSummary.of(segments));
  }

  private Manifest write(
      JavaRDD<Segment> segments,
      List<SegmentSummary> summaries,
      Supplier<Vocabulary> counting,
      Output output)
      throws IOException {
    checkTokens(summaries);
    spark.setJobDescription("count words");
    Vocabulary vocabulary = counting.get();
    Broadcast<VocabularyLookup> lookup = spark.broadcast(new VocabularyLookup(vocabulary));
    long[][] counts = IdCounts.of(segments, lookup, vocabulary.size());
    Map<String, List<Manifest.ExampleFile>> written =
        writeWindows(segments, summaries, lookup, output.staging());
    writeVocabulary(vocabulary, output.staging());
    output.staging().write(PreparedData.COUNTS, lines(counts[Split.TRAIN.ordinal()]));
    PageTally pages = SegmentSummary.pages(summaries);
    if (keepsArticles()) {
      keepArticles(summaries, pages, output);
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            output.fingerprint(),
            output.sources(),
            new ObjectMapper()
                .readTree(dataConfiguration().root().render(ConfigRenderOptions.concise())),
            pages.read(),
            pages.kept(),
            pages.reused(),
            pages.skipped(),
            pages.damagedBytes(),
            vocabulary.size(),
            splitCounts(counts, written));
    output.staging().write(PreparedData.MANIFEST, manifest.toJson());
    return manifest;
  }

  private static void keepArticles(List<SegmentSummary> summaries, PageTally pages, Output output)
      throws IOException {
    ArticleFiles articles = new ArticleFiles(ExtractFormat.PARQUET, output.staging());
    summaries.forEach(segment -> articles.add(segment.articles));
    articles.keep(Cleaning.FOLDER, output.fingerprint(), output.sources(), pages);
  }

  private static void writeVocabulary(Vocabulary vocabulary, Staging staging) throws IOException {
    staging.write(PreparedData.VOCABULARY, vocabulary.toLines());
    if (vocabulary.subwords().isPresent()) {
      staging.write(
          TokenizerJson.FILE, TokenizerJson.write(vocabulary, vocabulary.subwords().get()));
    }
  }

  private static String lines(long[] counts) {
    StringBuilder lines = new StringBuilder();
    for (long count : counts) {
      lines.append(count).append('\n');
    }
    return lines.toString();
  }

  private void checkTokens(List<SegmentSummary> segments) {
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
    long[][] before = SegmentSummary.sizesBefore(summaries, cutter, segments.getNumPartitions());
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
