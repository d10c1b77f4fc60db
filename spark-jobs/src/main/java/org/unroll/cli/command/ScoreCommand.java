package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.inference.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "score",
    description = "Computes the log-probability of a text and of each of its tokens.")
public final class ScoreCommand extends ModelCommand<ScoreReport> {

  @Option(
      names = "--text",
      required = true,
      paramLabel = "TEXT",
      description = "The text to score.")
  private String text = "";

  @Override
  ScoreReport execute(TextModel model) {
    return model.score(text);
  }

  @Override
  void describe(ScoreReport report, PrintWriter out) {
    report
        .tokens()
        .forEach(
            token -> out.printf(Locale.ROOT, "%9.3f  %s%n", token.logProbability(), token.token()));
    out.printf(
        Locale.ROOT,
        "%9.3f  the whole text; perplexity %.1f%n",
        report.logProbability(),
        report.perplexity());
  }
}
