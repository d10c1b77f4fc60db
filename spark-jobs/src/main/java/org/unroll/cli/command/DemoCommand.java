package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.files.Folder;
import org.unroll.inference.Completer.CompletionReport;
import org.unroll.inference.TextModel;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.prepare.PrepareReport;
import org.unroll.progress.Progress;
import org.unroll.sample.SampleEncyclopedia;
import org.unroll.train.StopRequest;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Runs prepare, train, evaluate and complete on a small invented encyclopaedia.")
public final class DemoCommand extends SparkCommand<DemoCommand.DemoReport> {

  /** The report of each step. */
  record DemoReport(
      PrepareReport prepare,
      TrainReport train,
      EvaluationReport evaluate,
      List<CompletionReport> complete) {}

  private static final long SEED = 1;
  private static final List<String> PROMPTS =
      List.of(
          "Norland is a province. The capital of the",
          "It lies on the",
          "Her paintings are known in the whole");

  @Option(
      names = "--out",
      defaultValue = "out/demo",
      paramLabel = "DIR",
      description = "Working folder (default: ${DEFAULT-VALUE}).")
  private Path out = new Path("out/demo");

  @Override
  Set<String> keysRead() {
    return Set.of("text", "split", "window", "model", "train");
  }

  @Override
  UnrollConfig defaultConfiguration(List<String> keys) {
    return UnrollConfig.experiment("demo", keys);
  }

  @Override
  DemoReport execute(
      SparkSession session, UnrollConfig config, Progress progress, StopRequest stop) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Path dump = writeDump(spark.hadoopConfiguration(), progress);
    Path data = new Path(out, "data");
    Path model = new Path(out, "model");

    progress.say("2. prepare: turning wikitext into windows of token ids");
    PrepareReport prepared =
        new PrepareJob(
                spark,
                config,
                new PrepareInput.Dumps(List.of(dump.toString()), Dump.Damage.REFUSE),
                data,
                progress)
            .run();
    progress.say(
        String.format(
            Locale.ROOT,
            "   %,d pages read, %,d kept; %,d training tokens, a vocabulary of %,d",
            prepared.pages().pagesRead(),
            prepared.pages().pagesKept(),
            prepared.splits().tokens().get("train"),
            prepared.vocabularySize()));

    progress.say(
        "3. train: synchronous rounds with "
            + config.train().rounds().shards().orElse(1)
            + " shards");
    TrainReport trained =
        new TrainJob(spark, config, data, model, TrainJob.Start.RESUMED, progress).run(stop);

    progress.say("4. evaluate: on articles the model has never seen");
    EvaluationReport evaluated = new EvaluateJob(spark, model, data, Split.TEST).run();
    return new DemoReport(
        prepared, trained, evaluated, complete(model, spark.hadoopConfiguration()));
  }

  private Path writeDump(Configuration hadoop, Progress progress) {
    Folder folder = Folder.of(out, hadoop);
    progress.say("1. dump: writing a small encyclopaedia of an invented country");
    folder.create();
    folder.write("sample-dump.xml", stream -> SampleEncyclopedia.write(stream, SEED));
    return new Path(folder.path(), "sample-dump.xml");
  }

  private static List<CompletionReport> complete(Path path, Configuration hadoop) {
    try (TextModel model = TextModel.open(path, hadoop)) {
      return PROMPTS.stream().map(prompt -> model.complete(prompt, 3)).toList();
    }
  }

  @Override
  void describe(DemoReport report, PrintWriter to) {
    to.printf(
        Locale.ROOT,
        "perplexity on the test articles: %.2f (unigram model: %.1f)%n",
        report.evaluate().figure("perplexity"),
        report.evaluate().figure("unigramPerplexity"));
    for (CompletionReport completion : report.complete()) {
      to.println("\"" + completion.prompt() + "\" continues with");
      completion
          .completions()
          .forEach(
              offer ->
                  to.printf(
                      Locale.ROOT, "  %5.1f %%  %s%n", 100 * offer.probability(), offer.token()));
    }
    to.printf(
        Locale.ROOT,
        """

        The sample is synthetic: a few hundred words in regular sentences. Real text is harder.
        With a real dump from https://dumps.wikimedia.org:
          scripts/unroll prepare --config conf/wikipedia-small.conf --dump PATH --out DATA
          scripts/unroll train --config conf/wikipedia-small.conf --data DATA --out MODEL
          scripts/unroll complete --model MODEL --prompt "The city of"
        The demo's files are in %s.
        """,
        out);
  }
}
