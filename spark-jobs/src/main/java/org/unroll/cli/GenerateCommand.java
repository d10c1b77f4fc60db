package org.unroll.cli;

import java.io.PrintWriter;
import org.unroll.inference.Sampler.Sample;
import org.unroll.inference.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Writes a text by drawing each next token.")
final class GenerateCommand extends ModelCommand<Sample> {

  @Option(
      names = "--prompt",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "What the text begins with; nothing if not given.")
  private String prompt = "";

  @Option(
      names = "--length",
      defaultValue = "100",
      paramLabel = "N",
      description = "Tokens to add; ${DEFAULT-VALUE} if not given.")
  private int length;

  @Option(
      names = "--temperature",
      defaultValue = "1.0",
      paramLabel = "X",
      description = "Below 1 for the probable, above 1 for variety; ${DEFAULT-VALUE} if not given.")
  private double temperature;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed writes the same text; ${DEFAULT-VALUE} if not given.")
  private long seed;

  @Override
  Sample execute(TextModel model) {
    return model.generate(prompt, length, temperature, seed);
  }

  @Override
  void describe(Sample report, PrintWriter out) {
    out.println(report.text());
  }
}
