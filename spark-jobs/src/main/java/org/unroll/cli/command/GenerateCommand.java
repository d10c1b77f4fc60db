package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.ConfigurationException;
import org.unroll.inference.Continuation;
import org.unroll.inference.GenerationConfig;
import org.unroll.inference.SamplingConfig;
import org.unroll.inference.TextModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Generates text by sampling one token after another.")
public final class GenerateCommand extends ModelCommand<GenerateCommand.GenerateReport> {

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
      names = "--top-k",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Draw from the N most probable tokens only; 0 for all (default: ${DEFAULT-VALUE}).")
  private int topK;

  @Option(
      names = "--top-p",
      defaultValue = "1.0",
      paramLabel = "X",
      description =
          "Draw from the most probable tokens that together have this probability (default:"
              + " ${DEFAULT-VALUE}).")
  private double topP;

  @Option(
      names = "--min-p",
      defaultValue = "0.0",
      paramLabel = "X",
      description =
          "Draw from tokens with at least this fraction of the greatest probability (default:"
              + " ${DEFAULT-VALUE}).")
  private double minP;

  @Option(
      names = "--repetition-penalty",
      defaultValue = "1.0",
      paramLabel = "X",
      description =
          "Above 1 to make tokens rarer that occurred before (default: ${DEFAULT-VALUE}).")
  private double repetitionPenalty;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End the text before this string; may be repeated.")
  private List<String> stop = new ArrayList<>();

  @Option(
      names = "-n",
      defaultValue = "1",
      paramLabel = "N",
      description = "Number of texts; each has draws of its own (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Random seed; the same seed gives the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The generated texts.
   *
   * @param prompt what each begins with
   * @param text the first text
   * @param texts all of them
   */
  public record GenerateReport(String prompt, String text, List<String> texts) {}

  @Override
  GenerateReport execute(TextModel model) {
    if (count < 1) {
      throw new ConfigurationException("expected at least 1 text to generate, found " + count);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SamplingConfig sampling =
          new SamplingConfig(
              repetitionPenalty, temperature, topK, topP, minP, Continuation.seed(seed, i));
      texts.add(model.generate(prompt, new GenerationConfig(sampling, length, stop)).text());
    }
    tellUnknown(model.unknownTokens(prompt));
    return new GenerateReport(prompt, texts.get(0), texts);
  }

  @Override
  void describe(GenerateReport report, PrintWriter out) {
    out.println(String.join("\n\n", report.texts()));
  }
}
