package org.unroll.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
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
import org.unroll.task.language.LanguageTask;
import org.unroll.train.StopRequest;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;

/** The demo of a language model, from a dump to completions. */
final class LanguageDemo implements Demo {

  private static final long SEED = 1;
  private static final List<String> PROMPTS =
      List.of(
          "Norland is a province. The capital of the",
          "It lies on the",
          "Her paintings are known in the whole");

  /** The report of each step. */
  record LanguageDemoReport(
      PrepareReport prepare,
      TrainReport train,
      EvaluationReport evaluate,
      List<CompletionReport> complete,
      @JsonIgnore String folder)
      implements Demo.Report {

    @Override
    public void describe(PrintWriter out) {
      out.printf(
          Locale.ROOT,
          "perplexity on the test articles: %.2f (unigram model: %.1f)%n",
          evaluate.figure("perplexity"),
          evaluate.figure("unigramPerplexity"));
      for (CompletionReport completion : complete) {
        out.println("\"" + completion.prompt() + "\" continues with");
        completion
            .completions()
            .forEach(
                offer ->
                    out.printf(
                        Locale.ROOT, "  %5.1f %%  %s%n", 100 * offer.probability(), offer.token()));
      }
      out.printf(
          Locale.ROOT,
          """

        The sample is synthetic: a few hundred words in regular sentences. Real text is harder.
        With a real dump from https://dumps.wikimedia.org:
          scripts/unroll prepare --config conf/wikipedia-small.conf --dump PATH --out DATA
          scripts/unroll train --config conf/wikipedia-small.conf --data DATA --out MODEL
          scripts/unroll complete --model MODEL --prompt "The city of"
        The demo's files are in %s.
        """,
          folder);
    }
  }

  @Override
  public String name() {
    return LanguageTask.NAME;
  }

  @Override
  public String experiment() {
    return "demo";
  }

  @Override
  public Report run(
      JavaSparkContext spark, UnrollConfig config, Path out, Progress progress, StopRequest stop) {
    Path dump = writeDump(out, spark.hadoopConfiguration(), progress);
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
    return new LanguageDemoReport(
        prepared, trained, evaluated, complete(model, spark.hadoopConfiguration()), out.toString());
  }

  private static Path writeDump(Path out, Configuration hadoop, Progress progress) {
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
}
