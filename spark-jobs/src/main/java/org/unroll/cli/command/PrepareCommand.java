package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.prepare.GivenVocabulary;
import org.unroll.prepare.PrepareJob;
import org.unroll.prepare.PrepareReport;
import org.unroll.prepare.PreparedReport;
import org.unroll.prepare.labelled.LabelledInput;
import org.unroll.prepare.labelled.LabelledPrepareJob;
import org.unroll.prepare.labelled.LabelledReport;
import org.unroll.prepare.labelled.Preparations;
import org.unroll.progress.Progress;
import org.unroll.task.language.LanguageTask;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prepare",
    description =
        "Turns Wikipedia dumps or text files into windows of token ids for training, or labelled"
            + " data into examples of another task.")
public final class PrepareCommand extends SparkCommand<PreparedReport> {

  private static final int MAX_SHOWN_LABELS = 20;

  @Option(
      names = "--task",
      defaultValue = LanguageTask.NAME,
      paramLabel = "NAME",
      description =
          "language (from --dump, --newest-of or --text), or a task that learns from labelled data"
              + " (from --input or --table): tagging, classification, translation or description"
              + " (default: ${DEFAULT-VALUE}).")
  private String task = LanguageTask.NAME;

  @Mixin private LanguageOptions language = new LanguageOptions();
  @Mixin private RecordOptions records = new RecordOptions();

  @Option(
      names = "--vocabulary-of",
      paramLabel = "MODEL",
      description =
          "A model (a checkpoint, or the output folder of a training run) whose tokenizer and"
              + " vocabulary, and labels if it is of the same task, are used instead of new ones.")
  private @Nullable Path vocabularyOf;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  private Path out = new Path(".");

  @Override
  Set<String> keysRead() {
    return Set.of("text", "split", "window", "data");
  }

  @Override
  PreparedReport execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Optional<Path> model = Optional.ofNullable(vocabularyOf);
    if (task.equals(LanguageTask.NAME)) {
      if (records.given()) {
        throw new ConfigurationException(
            "--input and --table need --task with a task that learns from labelled data, found no"
                + " --task");
      }
      LanguageOptions.Work work =
          language.work(out, records.encoding(), records.damage(), context.hadoopConfiguration());
      return new PrepareJob(context, config, work.input(), work.out(), model, progress).run();
    }
    language.refuse(task);
    Preparations.of(task, config); // Refuses the name of a task that there is not.
    Optional<GivenVocabulary> given =
        model.map(path -> GivenVocabulary.of(path, task, context.hadoopConfiguration()));
    UnrollConfig own =
        given.map(found -> Preparations.configure(task, config, found)).orElse(config);
    return new LabelledPrepareJob(
            context,
            own,
            given
                .map(found -> Preparations.of(task, own, found))
                .orElseGet(() -> Preparations.of(task, own)),
            new LabelledInput(records.bySplit()),
            out,
            progress)
        .run();
  }

  @Override
  void describe(PreparedReport report, PrintWriter out) {
    if (report.upToDate()) {
      out.println("up to date: " + report.folder() + " already holds this data");
    }
    if (report instanceof PrepareReport windows) {
      describeWindows(windows, out);
    } else if (report instanceof LabelledReport labelled) {
      describeExamples(labelled, out);
    }
  }

  private static void describeExamples(LabelledReport report, PrintWriter out) {
    if (!report.linesSkipped().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "records: %,d read, %,d kept, skipped: %s%n",
          report.linesRead(),
          report.linesKept(),
          report.linesSkipped());
    }
    if (report.vocabularySize() > 0) {
      out.printf(
          Locale.ROOT,
          "vocabulary: %,d tokens; <unk> %.2f %%%n",
          report.vocabularySize(),
          100 * report.unkRate());
    }
    if (!report.labels().isEmpty()) {
      out.println("training examples by label: " + labels(report.labels()));
    }
    report
        .examples()
        .forEach(
            (split, examples) ->
                out.printf(
                    Locale.ROOT,
                    "%-10s %,10d examples %,12d tokens%n",
                    split,
                    examples,
                    report.tokens().get(split)));
  }

  private static String labels(Map<String, Long> counts) {
    String shown =
        counts.entrySet().stream()
            .limit(MAX_SHOWN_LABELS)
            .map(label -> String.format(Locale.ROOT, "%s %,d", label.getKey(), label.getValue()))
            .collect(Collectors.joining(", "));
    int more = counts.size() - MAX_SHOWN_LABELS;
    return more > 0 ? shown + String.format(Locale.ROOT, " and %,d more labels", more) : shown;
  }

  private static void describeWindows(PrepareReport report, PrintWriter out) {
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
