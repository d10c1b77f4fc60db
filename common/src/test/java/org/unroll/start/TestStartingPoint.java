package org.unroll.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.local.Training;

class TestStartingPoint {

  private static final String TEXT = "a b c d e\n".repeat(60);
  private static final String OTHER = "e d c b a x\n".repeat(60);

  @TempDir private Path folder;

  private Checkpoint train(String name, String text, String... keys) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "text.minCount=1",
                "window.length=9",
                "window.stride=8",
                "model.embeddingSize=5",
                "model.hiddenSize=6",
                "train.batchSizePerWorker=4",
                "train.maxRounds=1"));
    all.addAll(List.of(keys));
    Training.local(UnrollConfig.defaults().with(all), folder.resolve(name), text).close();
    return Checkpoint.open(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), new Configuration());
  }

  private String start() {
    return "model.startFrom=" + folder.resolve("start");
  }

  @Test
  void continuesFromTheParametersAndTheVocabularyOfAModel() {
    Checkpoint start = train("start", TEXT);
    Checkpoint tuned = train("tuned", OTHER, start(), "train.learningRate=1e-30");

    assertThat(tuned.model().values()).isEqualTo(start.model().values());
    assertThat(tuned.taskFiles()).isEqualTo(start.taskFiles());
    assertThat(tuned.provenance().start().model()).isEqualTo(start.path().toString());
    assertThat(tuned.provenance().start().sha256()).hasSize(64);
    assertThat(start.provenance().start()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.hiddenSize=7|expected the tensor rnn.weight_ih_l0 of shape [28, 5], found [24, 5] there",
        "model.layers=1|expected no tensor rnn.weight_ih_l1, found one there",
        "model.cell=gru|expected model.cell = gru, found lstm there"
      })
  void anotherShapeIsRefusedByItsFirstDifference(String key, String message) {
    train("start", TEXT);
    assertThatThrownBy(() -> train("tuned", TEXT, start(), key))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("model.startFrom must name a model of the same shape (file:")
        .hasMessageContaining(message);
  }

  @Test
  void anotherTokenizerIsRefused() {
    train("start", TEXT);
    assertThatThrownBy(() -> train("tuned", TEXT, start(), "text.lowerCase=true"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("text.lowerCase must be false, as in the model whose vocabulary");
  }
}
