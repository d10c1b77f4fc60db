package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.dump.input.NewestDump;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.prepare.PrepareReport;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prepare",
    description = "Turns Wikipedia dumps or text files into windows of token ids for training.")
public final class PrepareCommand extends SparkCommand<PrepareReport> {

  @Option(
      names = "--dump",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Dump files, folders or globs: XML, bzip2 or gzip, recognised by content.")
  private List<String> dumps = new ArrayList<>();

  @Option(
      names = "--newest-of",
      paramLabel = "DIR",
      description =
          "Folder of dumps in subfolders named by date, as fetch-dump writes them: prepares the"
              + " newest complete dump into a subfolder of --out named by the same date, reusing"
              + " articles of the dump prepared there before it.")
  private @Nullable Path newestOf;

  @Option(
      names = "--text",
      paramLabel = "PATH",
      description =
          "Text with one sentence or paragraph per line; or given three times, as train=PATH,"
              + " validation=PATH and test=PATH.")
  private List<String> texts = new ArrayList<>();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "Encoding of --text, such as ISO-8859-1 or UTF-16LE (default: UTF-8); the byte order"
              + " mark of a file goes before it.")
  private @Nullable String encoding;

  @Mixin private DumpOptions reading = new DumpOptions();

  @Option(
      names = "--keep-articles",
      description = "Also write the articles to DIR/articles, for a later --previous.")
  private boolean keepArticles;

  @Option(
      names = "--vocabulary-of",
      paramLabel = "MODEL",
      description =
          "A model (a checkpoint, or the output folder of a training run) whose tokenizer and"
              + " vocabulary are used instead of new ones.")
  private @Nullable Path vocabularyOf;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  private Path out = new Path(".");

  @Override
  Set<String> keysRead() {
    return Set.of("text", "split", "window");
  }

  @Override
  PrepareReport execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Work work = work(context.hadoopConfiguration());
    return new PrepareJob(
            context, config, work.input(), work.out(), Optional.ofNullable(vocabularyOf), progress)
        .run();
  }

  /** The input and the output folder. */
  private record Work(PrepareInput input, Path out) {}

  private Work work(Configuration hadoop) {
    int given = (dumps.isEmpty() ? 0 : 1) + (newestOf == null ? 0 : 1) + (texts.isEmpty() ? 0 : 1);
    if (given != 1) {
      throw new ConfigurationException(
          "prepare expects exactly one of --dump, --newest-of and --text, found "
              + (given == 0 ? "none" : "several"));
    }
    if (texts.isEmpty() && encoding != null) {
      throw new ConfigurationException(
          "--encoding applies to --text only, found it with dumps, which tell their encoding");
    }
    if (!texts.isEmpty()) {
      return new Work(texts(), out);
    }
    if (newestOf == null) {
      return new Work(dumps(dumps, reading.previous()), out);
    }
    NewestDump newest = NewestDump.of(newestOf, hadoop);
    return new Work(
        dumps(
            List.of(newest.folder().toString()),
            reading.previous().or(() -> newest.before(out, hadoop).map(Path::toString))),
        new Path(out, newest.date()));
  }

  private PrepareInput dumps(List<String> paths, Optional<String> earlier) {
    return new PrepareInput.Dumps(
        paths,
        reading.damage(),
        earlier,
        keepArticles ? PrepareInput.Keep.ARTICLES : PrepareInput.Keep.WINDOWS);
  }

  private PrepareInput texts() {
    if (reading.previous().isPresent() || keepArticles) {
      throw new ConfigurationException(
          "--previous and --keep-articles apply to dumps only, found one of them with --text");
    }
    TextFormat format =
        TextFormat.of(
            Objects.requireNonNullElse(encoding, TextFormat.UTF_8.encodingName()),
            reading.damage());
    if (texts.size() == 1 && splitOf(texts.get(0)) == null) {
      return new PrepareInput.Text(texts.get(0), format);
    }
    Map<Split, String> paths = new EnumMap<>(Split.class);
    for (String text : texts) {
      Split split = splitOf(text);
      if (split == null || paths.put(split, text.substring(text.indexOf('=') + 1)) != null) {
        throw new ConfigurationException(
            "several --text options must be train=PATH, validation=PATH and test=PATH, each once,"
                + " found "
                + texts);
      }
    }
    return new PrepareInput.SplitTexts(paths, format);
  }

  private static @Nullable Split splitOf(String text) {
    for (Split split : Split.values()) {
      if (text.startsWith(split.label() + "=")) {
        return split;
      }
    }
    return null;
  }

  @Override
  void describe(PrepareReport report, PrintWriter out) {
    if (report.upToDate()) {
      out.println("up to date: " + report.folder() + " already holds this data");
    }
    if (report.pages().pagesRead() > 0) {
      out.printf(
          Locale.ROOT,
          "pages: %,d read, %,d kept, %,d of them reused, skipped: %s%n",
          report.pages().pagesRead(),
          report.pages().pagesKept(),
          report.pages().pagesReused(),
          report.pages().pagesSkipped());
    }
    long damaged = report.pages().damagedBytes() + report.lines().linesDamagedBytes();
    if (damaged > 0) {
      out.printf(Locale.ROOT, "damaged data skipped: %,d bytes%n", damaged);
    }
    if (!report.lines().linesSkipped().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "lines: %,d read, %,d kept, skipped: %s%n",
          report.lines().linesRead(),
          report.lines().linesKept(),
          report.lines().linesSkipped());
    }
    out.printf(
        Locale.ROOT,
        "vocabulary: %,d tokens; <unk> %.2f %%%n",
        report.vocabularySize(),
        100 * report.splits().unkRate());
    for (String split : report.splits().tokens().keySet()) {
      out.printf(
          Locale.ROOT,
          "%-10s %,12d tokens %,10d windows%s%n",
          split,
          report.splits().tokens().get(split),
          report.splits().windows().get(split),
          report.splits().unigramPerplexity().containsKey(split)
              ? String.format(
                  Locale.ROOT,
                  "   unigram perplexity %.1f",
                  report.splits().unigramPerplexity().get(split))
              : "");
    }
  }
}
