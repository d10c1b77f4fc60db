package org.unroll.prepare;

import java.io.IOException;
import java.util.ArrayList;
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
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump;
import org.unroll.dump.InputFile;
import org.unroll.dump.PageTally;
import org.unroll.dump.Sources;
import org.unroll.errors.BadDataException;
import org.unroll.extract.ArticleFiles;
import org.unroll.extract.Cleaning;
import org.unroll.extract.ExtractFormat;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.output.TaskProgress;
import org.unroll.progress.Progress;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.tokenizers.Tokenizers;

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
    Origin origin = Origin.of(sources(files), config, input);
    if (target.holds(origin.fingerprint())) {
      return PrepareReport.of(out, PreparedData.open(out, hadoop).manifest(), true);
    }
    target.refuseUnlessFree();
    try (Staging staging = Staging.beside(out, hadoop)) {
      JavaRDD<Segment> segments = segments(files, staging).persist(StorageLevel.DISK_ONLY());
      try {
        Manifest manifest = write(segments, new Output(origin, staging));
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
          dumps.keepsArticles() ? Optional.of(staging.attempts().toString()) : Optional.empty(),
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
  private record Output(Origin origin, Staging staging) {}

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
    PageTally pages = SegmentSummary.pages(summaries);
    if (input.keepsArticles()) {
      keepArticles(summaries, pages, output);
    }
    Manifest manifest = output.origin().manifest(pages, counts, written);
    LanguageData.write(output.staging(), vocabulary, counts[Split.TRAIN.ordinal()], manifest);
    return manifest;
  }

  private static void keepArticles(List<SegmentSummary> summaries, PageTally pages, Output output)
      throws IOException {
    ArticleFiles articles = new ArticleFiles(ExtractFormat.PARQUET, output.staging());
    summaries.forEach(segment -> articles.add(segment.articles));
    articles.keep(Cleaning.FOLDER, output.origin().fingerprint(), output.origin().sources(), pages);
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
      staging.keep(file.attempt, PreparedData.examples(file.split) + "/" + name);
      ofSplit.add(new Manifest.ExampleFile(name, file.windows));
    }
    return files;
  }
}
