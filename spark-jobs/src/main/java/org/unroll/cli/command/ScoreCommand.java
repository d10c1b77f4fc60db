package org.unroll.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.terminal.StandardStreams;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Json;
import org.unroll.inference.ScoreTotals;
import org.unroll.inference.ScoreTotals.ScoreSummary;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.inference.Scorer.ScoredToken;
import org.unroll.inference.Scores;
import org.unroll.inference.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "score",
    description =
        "Computes the log-probability of a text and of each of its tokens, or of each line of a"
            + " file.")
public final class ScoreCommand extends ModelCommand<Scores> {

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "The text to score; a line break in it ends a line, and is scored too.")
  private @Nullable String text;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description =
          "The text to score line by line, each by itself with its end; - is standard input.")
  private @Nullable String file;

  /** Whether nobody reads the results any more. */
  private boolean abandoned;

  @Override
  Scores execute(TextModel model) {
    if (text != null && file == null) {
      return model.score(text);
    }
    if (text != null || file == null) {
      throw new ConfigurationException(
          "score expects exactly one of --text and --file, found "
              + (text == null ? "neither" : "both"));
    }
    return scoreLines(model, file);
  }

  private Scores scoreLines(TextModel model, String path) {
    ScoreTotals totals = new ScoreTotals();
    try (LineInput input = LineInput.of(path, new Configuration())) {
      List<String> lines = input.next();
      while (!lines.isEmpty() && !abandoned) {
        print(model.scoreLines(lines), totals);
        abandoned = !StandardStreams.flush(out());
        lines = abandoned ? List.of() : input.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (totals.lines() == 0) {
      throw new BadDataException("expected lines of text in " + path + ", found none");
    }
    return totals.summary();
  }

  private void print(List<ScoreReport> lines, ScoreTotals totals) {
    StringBuilder batch = new StringBuilder();
    for (ScoreReport line : lines) {
      totals.add(line);
      batch.append(json() ? Json.compact(line) : describe(line)).append('\n');
    }
    out().print(batch);
  }

  private static String describe(ScoreReport line) {
    List<String> unknown =
        line.tokens().stream()
            .filter(ScoredToken::unknown)
            .map(ScoredToken::token)
            .distinct()
            .toList();
    return String.format(
            Locale.ROOT, "%9.3f %9.1f  %s", line.logProbability(), line.perplexity(), line.text())
        + (unknown.isEmpty() ? "" : "  (unknown: " + String.join(" ", unknown) + ")");
  }

  @Override
  void describe(Scores scores, PrintWriter out) {
    if (scores instanceof ScoreReport report) {
      for (ScoredToken token : report.tokens()) {
        String mark = token.unknown() ? "  (unknown)" : "";
        out.printf(Locale.ROOT, "%9.3f  %s%s%n", token.logProbability(), token.token(), mark);
      }
      String what = "the whole text, ends of lines counted: " + report.endsOfLines();
      describe(what, scores, out);
    } else if (scores instanceof ScoreSummary summary && !abandoned) {
      String what =
          String.format(Locale.ROOT, "%,d lines, %,d tokens", summary.lines(), summary.tokens());
      describe(what, scores, err());
    }
  }

  private static void describe(String what, Scores scores, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%9.3f  %s; perplexity %.1f%n",
        scores.logProbability(),
        what,
        scores.perplexity());
    Double without = scores.perplexityWithoutUnk();
    if (scores.unknown() > 0 && without != null) {
      out.printf(
          Locale.ROOT,
          "%9.3f  without unknown tokens, of which there are %,d; perplexity %.1f%n",
          scores.logProbabilityWithoutUnk(),
          scores.unknown(),
          without);
    }
  }
}
