package org.unroll.cli;

import java.io.PrintWriter;
import org.unroll.inference.Predictor;
import org.unroll.inference.Scorer;
import org.unroll.inference.Scorer.ScoreReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "score",
    description = "Prints the natural log-probability of a text and of each of its tokens.")
final class ScoreCommand extends ModelCommand<ScoreReport> {

  @Option(
      names = "--text",
      required = true,
      paramLabel = "TEXT",
      description = "The text to score.")
  private String text = "";

  @Override
  ScoreReport execute(Predictor predictor) {
    return new Scorer(predictor).score(text);
  }

  @Override
  void describe(ScoreReport report, PrintWriter out) {
    report
        .tokens()
        .forEach(token -> out.printf("%9.3f  %s%n", token.logProbability(), token.token()));
    out.printf(
        "%9.3f  the whole text; perplexity %.1f%n", report.logProbability(), report.perplexity());
  }
}
