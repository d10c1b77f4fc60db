package org.unroll.cli.command;

import java.io.PrintWriter;
import org.unroll.inference.Sampler.Sample;
import org.unroll.inference.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Generates text by sampling one token after another.")
public final class GenerateCommand extends ModelCommand<Sample> {

  @Option(
      names = "--prompt",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Beginning of the text; a line break in it ends a line (default: empty).")
  private String prompt = "";

  @Option(
      names = "--length",
      defaultValue = "100",
      paramLabel = "N",
      description = "Number of tokens to generate (default: ${DEFAULT-VALUE}).")
  private int length;

  @Option(
      names = "--temperature",
      defaultValue = "1.0",
      paramLabel = "X",
      description =
          "Below 1 for likelier text, above 1 for more varied text; 0 takes the most probable token"
              + " each time (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Random seed; the same seed gives the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  Sample execute(TextModel model) {
    Sample sample = model.generate(prompt, length, temperature, seed);
    tellUnknown(model.unknownTokens(prompt));
    return sample;
  }

  @Override
  void describe(Sample report, PrintWriter out) {
    out.println(report.text());
  }
}
