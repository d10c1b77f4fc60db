package org.unroll.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.ArticleExtractor;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.articles.files.ArticleFiles;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dump.input.SourceFile;
import org.unroll.dump.input.Sources;
import org.unroll.errors.BadDataException;
import org.unroll.output.JobContext;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.prepare.tokens.TokenRunSummary;
import org.unroll.prepare.tokens.TokenRuns;
import org.unroll.prepare.vocabulary.IdCounts;
import org.unroll.prepare.vocabulary.Subwords;
import org.unroll.prepare.vocabulary.VocabularyCount;
import org.unroll.prepare.vocabulary.VocabularyLookup;
import org.unroll.prepare.vocabulary.WordCount;
import org.unroll.prepare.windows.WindowPipeline;
import org.unroll.progress.Progress;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * Prepares dumps or text files for training.
 *
 * <p>The input is read and tokenised once, into runs of tokens on the executors' disks; their words
 * are counted into the vocabulary; then their tokens become ids, are sorted by article, cut into
 * windows and written. Where tokens are subwords, these are learned from the words first.
 */
public final class PrepareJob {

  private final JobContext job;
  private final UnrollConfig config;
  private final Optional<GivenVocabulary> vocabulary;
  private final PrepareInput input;
  private final Path out;

  /**
   * Creates a job, which {@link #run} starts.
   *
   * @param out the folder to create
   */
  public PrepareJob(
      JavaSparkContext spark,
      UnrollConfig config,
      PrepareInput input,
      Path out,
      Progress progress) {
    this(spark, config, input, out, Optional.empty(), progress);
  }

  /**
   * Creates a job that may use the vocabulary of a model.
   *
   * @param out the folder to create
   * @param vocabularyOf a checkpoint, or the output folder of a training run, whose tokenizer and
   *     vocabulary are used instead of new ones
   * @throws org.unroll.errors.ConfigurationException if the configuration asks for another
   *     tokenizer
   */
  public PrepareJob(
      JavaSparkContext spark,
      UnrollConfig config,
      PrepareInput input,
      Path out,
      Optional<Path> vocabularyOf,
      Progress progress) {
    this.job = new JobContext(spark, progress);
    this.vocabulary =
        vocabularyOf.map(model -> GivenVocabulary.of(model, spark.hadoopConfiguration()));
    this.config = vocabulary.map(given -> given.configure(config)).orElse(config);
    this.input = input;
    this.out = out;
  }

  /**
   * Prepares the data, unless the folder already holds it.
   *
   * @throws BadDataException if the input is missing, damaged, or too little
   * @throws org.unroll.errors.ConfigurationException if the folder holds something else or cannot
   *     be written
   */
  public PrepareReport run() {
    return TaskErrors.unwrap(this::prepare);
  }

  private PrepareReport prepare() throws IOException {
    List<SourceFile> files = input.files(job.hadoop());
    Target target = Target.look(out, PreparedData.MANIFEST, job.hadoop());
    List<Manifest.Source> sources = new ArrayList<>(Sources.of(job, files));
    vocabulary.ifPresent(given -> sources.addAll(given.sources()));
    DatasetIdentity identity = DatasetIdentity.of(sources, config, input);
    if (target.holds(identity.fingerprint())) {
      Staging.tidy(out, job.hadoop());
      return PrepareReport.of(out, PreparedData.open(out, job.hadoop()).manifest(), true);
    }
    target.refuseUnlessFree();
    try (Staging staging = Staging.beside(out, job.hadoop())) {
      String attempts = staging.attempts().toString();
      PrepareInput.Reading reading = new PrepareInput.Reading(job, config, files, attempts);
      try (TokenRuns made = input.tokenRuns(reading)) {
        Manifest manifest = write(made, new Output(identity, staging, made.templates()));
        staging.publish();
        return PrepareReport.of(out, manifest, false);
      }
    }
  }

  /** The folder that is written, and the identity of the data in it. */
  private record Output(
      DatasetIdentity identity, Staging staging, Manifest.@Nullable Templates templates) {}

  private Manifest write(TokenRuns made, Output output) throws IOException {
    JavaRDD<TokenRun> runs = made.runs().persist(StorageLevel.DISK_ONLY());
    try {
      List<TokenRunSummary> summaries = summaries("read and tokenise", runs);
      made.close();
      return write(runs, summaries, output);
    } finally {
      runs.unpersist();
    }
  }

  private Manifest write(JavaRDD<TokenRun> read, List<TokenRunSummary> summaries, Output output)
      throws IOException {
    input.check(TokenRunSummary.pages(summaries));
    TokenRunSummary.lines(summaries); // Refuses files in another encoding before more is done.
    return config.text().tokenizer() == TokenizerKind.SUBWORD
        ? writeSubwords(read, output)
        : write(read, summaries, () -> words(read), output);
  }

  private Manifest writeSubwords(JavaRDD<TokenRun> words, Output output) throws IOException {
    SubwordTokenizer tokenizer =
        vocabulary
            .map(GivenVocabulary::subwords)
            .orElseGet(() -> Subwords.learn(job, WordCount.inTraining(words), config.text()));
    JavaRDD<TokenRun> subwords =
        Subwords.cut(job, words, tokenizer.merges()).persist(StorageLevel.DISK_ONLY());
    try {
      List<TokenRunSummary> summaries = summaries("cut into subwords", subwords);
      return write(
          subwords,
          summaries,
          () ->
              vocabulary
                  .map(GivenVocabulary::vocabulary)
                  .orElseGet(() -> Subwords.vocabulary(WordCount.inTraining(subwords), tokenizer)),
          output);
    } finally {
      subwords.unpersist();
    }
  }

  private Vocabulary words(JavaRDD<TokenRun> runs) {
    return vocabulary
        .map(GivenVocabulary::vocabulary)
        .orElseGet(() -> VocabularyCount.of(WordCount.inTraining(runs), config.text()));
  }

  private List<TokenRunSummary> summaries(String stage, JavaRDD<TokenRun> runs) {
    return job.show(stage, runs.getNumPartitions(), () -> TokenRunSummary.of(runs));
  }

  private Manifest write(
      JavaRDD<TokenRun> runs,
      List<TokenRunSummary> summaries,
      Supplier<Vocabulary> counting,
      Output output)
      throws IOException {
    checkTokens(summaries);
    job.spark().setJobDescription("count words");
    Vocabulary tokens = counting.get();
    Broadcast<VocabularyLookup> lookup = job.spark().broadcast(new VocabularyLookup(tokens));
    long[][] counts = IdCounts.of(runs, lookup, tokens.size());
    Map<String, List<Manifest.ExampleFile>> written =
        new WindowPipeline(job, config.window(), input.cutter(config.window(), summaries))
            .write(runs, summaries, lookup, output.staging());
    PageTally pages = TokenRunSummary.pages(summaries);
    if (input.keepsArticles()) {
      keepArticles(summaries, pages, output);
    }
    Manifest manifest =
        output
            .identity()
            .manifest(pages, TokenRunSummary.lines(summaries), output.templates(), counts, written);
    Map<String, String> vocabularyFiles =
        vocabulary.map(GivenVocabulary::files).orElseGet(() -> VocabularyFiles.write(tokens));
    LanguageData.write(output.staging(), vocabularyFiles, counts[Split.TRAIN.ordinal()], manifest);
    return manifest;
  }

  private static void keepArticles(List<TokenRunSummary> summaries, PageTally pages, Output output)
      throws IOException {
    ArticleFiles articles = new ArticleFiles(ArticleFormat.PARQUET, output.staging());
    summaries.forEach(run -> articles.add(run.articles()));
    DatasetIdentity identity = output.identity();
    articles.keep(
        ArticleExtractor.FOLDER,
        identity.fingerprint(),
        identity.sources(),
        pages,
        output.templates());
  }

  private void checkTokens(List<TokenRunSummary> runs) {
    long trainTokens =
        runs.stream()
            .filter(run -> run.split() == Split.TRAIN)
            .mapToLong(TokenRunSummary::tokens)
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
}
