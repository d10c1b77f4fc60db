package org.unroll.benchmarks.quality;

import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorLayout;


import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line that trains a network of Karpathy, Johnson and Fei-Fei 2015 with Unroll and with
 * PyTorch in alternating epochs: from the same parameters, on the same mini-batches in the same
 * order, with one thread each. It prints a line of tab-separated figures for each epoch.
 */
@Command(
    name = "quality",
    description =
        "Trains a character model with Unroll and with PyTorch and prints losses and speeds.")
public final class QualityCommand implements Callable<Integer> {

  private static final long SEED = 1;

  private final PrintStream out;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TEXT", description = "a text file in UTF-8")
  private Path text = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "PRESET",
      description = "karpathy-rnn-1x128 or another configuration in conf/ with RMSProp")
  private String preset = "";

  @Parameters(index = "2", paramLabel = "EPOCHS", description = "number of epochs")
  private int epochs;

  @Option(
      names = "--only",
      paramLabel = "LIBRARY",
      split = ",",
      defaultValue = "unroll,pytorch",
      description = "libraries to train with (default: ${DEFAULT-VALUE})")
  private List<Library> libraries = List.of();

  @Option(names = "--help", usageHelp = true, description = "show this help message and exit")
  private boolean help;

  private QualityCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new QualityCommand(System.out))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    UnrollConfig config = experiment();
    Corpus corpus = Corpus.of(Files.readString(text), config);
    TensorLayout layout = LanguageModel.layout(config.model(), corpus.vocabularySize());
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(parameters, layout, config.model(), SEED);
    Map<Library, TrainingRun> runs = new EnumMap<>(Library.class);
    for (Library library : libraries) {
      Learner learner = library.learner(config, corpus.vocabularySize(), parameters);
      runs.put(library, new TrainingRun(learner, corpus, config));
    }
    out.println("preset\tepoch\tlibrary\t" + TrainingRun.Epoch.header());
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (Map.Entry<Library, TrainingRun> run : runs.entrySet()) {
        String row = run.getValue().epoch(epoch).row();
        out.println(preset + "\t" + (epoch + 1) + "\t" + run.getKey() + "\t" + row);
      }
    }
    return 0;
  }

  private UnrollConfig experiment() {
    if (!Files.isRegularFile(text)) {
      throw new ParameterException(
          spec.commandLine(), "expected a text file, found no file " + text);
    }
    try {
      return UnrollConfig.experiment(preset, List.of());
    } catch (ConfigurationException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
