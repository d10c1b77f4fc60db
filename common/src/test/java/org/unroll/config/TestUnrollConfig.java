package org.unroll.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.cell.CellKind;
import org.unroll.optim.LearningRate;
import org.unroll.optim.OptimizerConfig;

class TestUnrollConfig {

  @TempDir private Path folder;

  private static final Path EXPERIMENTS = Path.of("..", "conf");

  static List<String> experiments() throws Exception {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(EXPERIMENTS, "*.conf")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.equals("spark-defaults.conf")) {
          names.add(name.substring(0, name.length() - ".conf".length()));
        }
      }
    }
    assertThat(names).contains("demo", "wikipedia-small", "zaremba-small", "zaremba-medium");
    return names;
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void everyExperimentIsValidAndSaysWhatItIs(String name) throws Exception {
    Path file = EXPERIMENTS.resolve(name + ".conf");
    UnrollConfig config = UnrollConfig.of(ConfigFactory.parseFile(file.toFile()), List.of());
    assertThat(config.resolved().entrySet())
        .hasSameSizeAs(UnrollConfig.defaults().resolved().entrySet());
    assertThat(Files.readString(file)).startsWith("# ");
  }

  @ParameterizedTest
  @CsvSource({
    "zaremba-small,  200, 21, 0.0, 0.1,  13, 4, 2.0",
    "zaremba-medium, 650, 36, 0.5, 0.05, 39, 6, 1.25"
  })
  void theNetworksOfZarembaAreThoseOfThePaper(
      String name,
      int size,
      int windowLength,
      double dropout,
      double range,
      int epochs,
      int wholeEpochs,
      double factor) {
    UnrollConfig config = UnrollConfig.experiment(name, List.of());
    assertThat(config.text().maxVocabulary()).isEqualTo(10_000);
    assertThat(config.window().length()).isEqualTo(windowLength);
    assertThat(config.window().stride()).isEqualTo(windowLength - 1);
    assertThat(config.model().stack().cell()).isEqualTo(CellKind.LSTM);
    assertThat(config.model().stack().layers()).isEqualTo(2);
    assertThat(config.model().input().embeddingSize()).isEqualTo(size);
    assertThat(config.model().stack().hiddenSize()).isEqualTo(size);
    assertThat(config.model().dropout().probability()).isEqualTo(dropout);
    assertThat(config.model().initial().range()).isEqualTo(range);
    assertThat(config.train().local().batchSize()).isEqualTo(20);
    assertThat(config.train().end().maxEpochs()).isEqualTo(epochs);
    assertThat(config.train().local().optimizer()).isEqualTo(OptimizerConfig.sgd(5));
    LearningRate rate = new LearningRate(config.train().learningRate());
    assertThat(rate.at(wholeEpochs - 1, 0)).isEqualTo(1);
    assertThat(rate.at(wholeEpochs, 0)).isCloseTo(1 / factor, within(1e-15));
    assertThat(rate.at(wholeEpochs + 1, 0)).isCloseTo(1 / factor / factor, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "karpathy-rnn-1x128, RNN_TANH, 1", "karpathy-rnn-2x128, RNN_TANH, 2",
    "karpathy-lstm-1x128, LSTM, 1", "karpathy-lstm-2x128, LSTM, 2",
    "karpathy-gru-1x128, GRU, 1", "karpathy-gru-2x128, GRU, 2"
  })
  void theNetworksOfKarpathyShareAllButTheirShape(String name, CellKind cell, int layers) {
    Path file = EXPERIMENTS.resolve(name + ".conf");
    UnrollConfig config = UnrollConfig.of(ConfigFactory.parseFile(file.toFile()), List.of());
    assertThat(config.model().stack().cell()).isEqualTo(cell);
    assertThat(config.model().stack().layers()).isEqualTo(layers);
    assertThat(config.model().stack().hiddenSize()).isEqualTo(128);
    assertThat(config.model().initial().range()).isEqualTo(0.08);
    assertThat(config.train().learningRate().initial()).isEqualTo(2e-3);
    assertThat(config.window().length()).isEqualTo(101);
    assertThat(UnrollConfig.experiment(name, List.of()).toJson())
        .as("the same from the jar, what it includes beside it")
        .isEqualTo(config.toJson());
  }

  @Test
  void aKeyOverridesTheFileAndTheFileTheDefaults() {
    Config file = ConfigFactory.parseString("model { layers = 3, hiddenSize = 7 }");
    UnrollConfig config = UnrollConfig.of(file, List.of("model.layers=4", "model.layers=5"));
    assertThat(config.model().stack().layers()).isEqualTo(5);
    assertThat(config.model().stack().hiddenSize()).isEqualTo(7);
    assertThat(config.model().input().embeddingSize())
        .isEqualTo(UnrollConfig.defaults().model().input().embeddingSize());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.cell=lstmm            | model.cell must be one of rnn-tanh, rnn-relu, lstm",
        "model.layers=0              | model.layers must be at least 1, found 0",
        "model.layers=99999999999    | model.layers must be from",
        "model.dropout=1             | model.dropout must be at least 0 and below 1, found 1.0",
        "model.dropout=much          | model.dropout must be a number, found \"much\"",
        "model.tied=perhaps          | model.tied must be true or false",
        "train.shards=all            | train.shards must be a whole number or 'cores'",
        "train.learningRate=-1       | train.learningRate must be a finite number above 0",
        "train.schedule.factor=1     | train.schedule.factor must be above 1",
        "window.length=1             | window.length must be at least 2, found 1",
        "text.maxVocabulary=0        | text.maxVocabulary must be",
        "split.validation=1.5        | split.validation",
        "train=3                     | train must be a section of keys, found 3",
        "nonsense                    | --set expects key=value, found 'nonsense'"
      })
  void aWrongValueIsRefusedByTheNameOfItsKey(String override, String message) {
    assertThatThrownBy(() -> UnrollConfig.of(ConfigFactory.empty(), List.of(override)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text.maxVocabulary=258 | text.maxVocabulary must be at least 259 with text.tokenizer ="
            + " subword",
        "text.maxTokenLength=9  | text.maxTokenLength must be none with text.tokenizer = subword"
      })
  void whatMakesNoSenseWithSubwordsIsRefused(String override, String message) {
    List<String> overrides = List.of("text.tokenizer=subword", override);
    assertThatThrownBy(() -> UnrollConfig.of(ConfigFactory.empty(), overrides))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearest() {
    assertThatThrownBy(
            () -> UnrollConfig.of(ConfigFactory.parseString("model.hidenSize = 3"), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "unknown configuration key model.hidenSize (String: 1); did you mean"
                + " model.hiddenSize?");
  }

  @Test
  void theKeysOfSettings() {
    assertThat(ConfigReader.keysOf(List.of("train.seed=1", "model { layers = 1, cell = gru }")))
        .containsExactly("model.cell", "model.layers", "train.seed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"none.conf\"",
        "include \"none\"",
        "include file(\"none.conf\")",
        "include classpath(\"none.conf\")",
        "include \"between.conf\"",
        "model { include \"none.conf\" }"
      })
  void aFileThatIsIncludedMustBeThere(String line) throws IOException {
    Files.writeString(folder.resolve("between.conf"), "include \"none.conf\"\n");
    Path file = Files.writeString(folder.resolve("file.conf"), line + "\nmodel.layers = 3\n");
    assertThatThrownBy(() -> ConfigReader.file(file.toFile()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileThatIsIncludedIsRead() throws IOException {
    Files.writeString(folder.resolve("base.conf"), "model { layers = 3, hiddenSize = 7 }");
    Path file = Files.writeString(folder.resolve("f.conf"), "include \"base\"\nmodel.layers = 4");
    UnrollConfig config = UnrollConfig.of(ConfigReader.file(file.toFile()), List.of());
    assertThat(config.model().stack().layers()).isEqualTo(4);
    assertThat(config.model().stack().hiddenSize()).isEqualTo(7);
  }

  @Test
  void aConfigurationComesBackFromItsJson() {
    UnrollConfig config = UnrollConfig.experiment("demo", List.of("train.seed=42"));
    UnrollConfig again = UnrollConfig.ofJson(config.toJson(), "c.json");
    assertThat(again.toJson()).isEqualTo(config.toJson());
    assertThat(again.train()).isEqualTo(config.train());
    assertThat(again.firstDifference(config, Set.of())).isEmpty();
  }

  @Test
  void theFirstDifferenceIsNamed() {
    UnrollConfig one = UnrollConfig.defaults();
    UnrollConfig other = one.with(List.of("train.seed=2", "model.layers=1"));
    assertThat(one.firstDifference(other, Set.of())).contains("model.layers");
    assertThat(one.firstDifference(other, Set.of("model.layers"))).contains("train.seed");
  }
}
