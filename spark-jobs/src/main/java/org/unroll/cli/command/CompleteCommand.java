package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.unroll.inference.Completer.CompletionReport;
import org.unroll.inference.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "complete", description = "Lists the most probable next tokens after a prompt.")
public final class CompleteCommand extends ModelCommand<CompletionReport> {

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description = "The text so far; a line break in it ends a line.")
  private String prompt = "";

  @Option(
      names = "-k",
      defaultValue = "3",
      paramLabel = "N",
      description = "Number of tokens to list (default: ${DEFAULT-VALUE}).")
  private int k;

  @Override
  CompletionReport execute(TextModel model) {
    CompletionReport report = model.complete(prompt, k);
    tellUnknown(report.unknown());
    return report;
  }

  @Override
  void describe(CompletionReport report, PrintWriter out) {
    report
        .completions()
        .forEach(
            completion ->
                out.printf(
                    Locale.ROOT,
                    "%6.2f %%  %s%n",
                    100 * completion.probability(),
                    completion.token()));
  }
}
