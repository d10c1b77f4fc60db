package org.unroll.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.files.Folder;
import org.unroll.inference.Completer;
import org.unroll.inference.Completer.CompletionReport;
import org.unroll.inference.Predictor;
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
    description =
        "Shows all of it on a small invented encyclopaedia: prepare, train, evaluate, complete.")
final class DemoCommand extends SparkCommand<DemoCommand.DemoReport> {

  /** What each step reported. */
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
      description = "The folder to work in; ${DEFAULT-VALUE} if not given.")
  private Path out = new Path("out/demo");

  @Override
  UnrollConfig defaultConfiguration(List<String> keys) {
    return UnrollConfig.experiment("demo", keys);
  }

  @Override
  DemoReport execute(SparkSession session, UnrollConfig config, Progress progress) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Path dump = writeDump(spark.hadoopConfiguration(), progress);
    Path data = new Path(out, "data");
    Path model = new Path(out, "model");

    progress.say("2. prepare: from wikitext to windows of token ids");
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
            "   %,d pages read, %,d kept; %,d tokens to train on, a vocabulary of %,d",
            prepared.pages().pagesRead(),
            prepared.pages().pagesKept(),
            prepared.splits().tokens().get("train"),
            prepared.vocabularySize()));

    progress.say(
        "3. train: synchronous rounds over "
            + config.train().rounds().shards().orElse(1)
            + " shards");
    TrainReport trained =
        train(new TrainJob(spark, config, data, model, TrainJob.Start.RESUMED, progress));

    progress.say("4. evaluate: on articles that the model never saw");
    EvaluationReport evaluated = new EvaluateJob(spark, model, data, Split.TEST).run();
    return new DemoReport(
        prepared, trained, evaluated, complete(model, spark.hadoopConfiguration()));
  }

  private static TrainReport train(TrainJob job) {
    StopRequest stop = StopRequest.none();
    try (TerminationSignal signal = TerminationSignal.asks(stop)) {
      return job.run(stop);
    }
  }

  private Path writeDump(Configuration hadoop, Progress progress) {
    Folder folder = Folder.of(out, hadoop);
    progress.say(
        "1. a dump: a small encyclopaedia of an invented country, written by Unroll itself");
    folder.create();
    folder.write("sample-dump.xml", stream -> SampleEncyclopedia.write(stream, SEED));
    return new Path(folder.path(), "sample-dump.xml");
  }

  private static List<CompletionReport> complete(Path model, Configuration hadoop) {
    try (Predictor predictor = new Predictor(Checkpoint.open(model, hadoop))) {
      Completer completer = new Completer(predictor);
      List<CompletionReport> reports = new ArrayList<>();
      PROMPTS.forEach(prompt -> reports.add(completer.complete(prompt, 3)));
      return reports;
    }
  }

  @Override
  void describe(DemoReport report, PrintWriter to) {
    to.printf(
        "perplexity on the test articles: %.2f; a unigram model has %.1f%n",
        report.evaluate().figure("perplexity"), report.evaluate().figure("unigramPerplexity"));
    for (CompletionReport completion : report.complete()) {
      to.println("\"" + completion.prompt() + "\" goes on with");
      completion
          .completions()
          .forEach(
              offer -> to.printf("  %5.1f %%  %s%n", 100 * offer.probability(), offer.token()));
    }
    to.printf(
        """

        The sample is synthetic: an invented country, a few hundred words, regular sentences. Real text is harder.
        With a real dump, from https://dumps.wikimedia.org:
          scripts/unroll prepare --config conf/wikipedia-small.conf --dump PATH --out DATA
          scripts/unroll train --config conf/wikipedia-small.conf --data DATA --out MODEL
          scripts/unroll complete --model MODEL --prompt "The city of"
        What the demo made is in %s.
        """,
        out);
  }
}
