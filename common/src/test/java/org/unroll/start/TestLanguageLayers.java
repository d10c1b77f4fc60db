package org.unroll.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.ClassificationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.local.Training;
import org.unroll.progress.Progress;
import org.unroll.task.Task;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.tensor.TensorBlock;
import org.unroll.train.EpochPlan;
import org.unroll.train.TrainingRun;

class TestLanguageLayers {

  private static final int E = 5;
  private static final int H = 6;
  private static final String VOCABULARY = "<pad>\n<unk>\n<eos>\nnew\nc\na\n";

  @TempDir private Path folder;
  private TensorBlock language;

  @BeforeEach
  void trainALanguageModel() {
    UnrollConfig config =
        UnrollConfig.defaults()
            .with(
                List.of(
                    "text.minCount=1",
                    "window.length=9",
                    "window.stride=8",
                    "model.embeddingSize=" + E,
                    "model.hiddenSize=" + H,
                    "train.batchSizePerWorker=4",
                    "train.maxRounds=1"));
    Path out = folder.resolve("language");
    Training.local(config, out, "a b c d e\n".repeat(60)).close();
    language =
        Checkpoint.open(new org.apache.hadoop.fs.Path(out.toUri()), new Configuration()).model();
  }

  private UnrollConfig config(String... keys) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "model.embeddingSize=" + E,
                "model.hiddenSize=" + H,
                "model.startFrom=" + folder.resolve("language")));
    all.addAll(List.of(keys));
    return UnrollConfig.defaults().with(all);
  }

  private static Task<?> task(UnrollConfig config) {
    return new ClassificationTask(
        new ClassificationKeys(config.keys()).model(6, 2),
        8,
        new float[] {1, 1},
        Map.of("vocab.txt", VOCABULARY));
  }

  private void start(String... keys) {
    UnrollConfig config = config(keys);
    new StartingPoint(config, new Configuration(), Progress.silent())
        .of(
            new TrainingRun(task(config), config.train(), "{}", "data", new EpochPlan(10, 1, 2, 1)),
            "data");
  }

  private static float[] row(TensorBlock block, String tensor, int row, int columns) {
    float[] values = new float[columns];
    int width = block.layout().slot(tensor).shape().get(1);
    block.view(tensor).get(row * width, values);
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "bidirectional"})
  void takesTheVectorsOfTokensAndTheWeightsOfLayers(String direction) {
    Task<?> task = task(config("classification.direction=" + direction));
    float[] drawn = task.initialValues(7);
    float[] values = drawn.clone();
    assertThat(new LanguageLayers(checkpoint()).firstDifference(task)).isEmpty();
    assertThat(new LanguageLayers(checkpoint()).copyTo(values, task))
        .contains("starting from the layers of the language model file:")
        .endsWith("5 of the 6 tokens of the vocabulary have a vector there");
    TensorBlock before = new TensorBlock(task.layout(), drawn, Map.of());
    TensorBlock after = new TensorBlock(task.layout(), values, Map.of());

    List<String> vocabulary = checkpoint().taskFiles().get("vocab.txt").lines().toList();
    List<String> own = VOCABULARY.lines().toList();
    for (int id = 0; id < own.size(); id++) {
      int there = vocabulary.indexOf(own.get(id));
      assertThat(row(after, "embedding.weight", id, E))
          .as(own.get(id))
          .isEqualTo(
              there < 0
                  ? row(before, "embedding.weight", id, E)
                  : row(language, "embedding.weight", there, E));
    }
    for (String name : List.of("rnn.weight_ih_l0", "rnn.weight_hh_l1", "rnn.bias_ih_l1")) {
      assertThat(after.view(name)).as(name).isEqualTo(language.view(name));
    }
    boolean both = direction.equals("bidirectional");
    for (int row = 0; row < 4 * H; row++) {
      assertThat(row(after, "rnn.weight_ih_l1", row, H))
          .isEqualTo(row(language, "rnn.weight_ih_l1", row, H));
      if (both) {
        float[] wide = row(before, "rnn.weight_ih_l1", row, 2 * H);
        assertThat(
                java.util.Arrays.copyOfRange(row(after, "rnn.weight_ih_l1", row, 2 * H), H, 2 * H))
            .isEqualTo(java.util.Arrays.copyOfRange(wide, H, 2 * H));
      }
    }
    for (String name : task.layout().names()) {
      if (name.endsWith("_reverse") || name.startsWith("output")) {
        assertThat(after.view(name)).as(name).isEqualTo(before.view(name));
      }
    }
  }

  private Checkpoint checkpoint() {
    return Checkpoint.open(
        new org.apache.hadoop.fs.Path(folder.resolve("language").toUri()), new Configuration());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.cell=gru|expected model.cell = gru, found lstm there",
        "model.embeddingSize=4|expected the tensor embedding.weight for one of shape [6, 4], found"
            + " one of [8, 5] there",
        "model.hiddenSize=7|expected the tensor rnn.weight_ih_l0 for one of shape [28, 5], found"
            + " one of [24, 5] there",
        "model.layers=3|expected the tensor rnn.weight_ih_l2 for one of shape [24, 12], found no"
            + " such tensor there",
      })
  void anotherShapeIsRefusedByItsFirstDifference(String key, String message) {
    assertThatThrownBy(() -> start(key))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("model.startFrom must name a model of the same shape (file:")
        .hasMessageContaining(message)
        .hasMessageEndingWith("; set the keys of model to those of its config.json");
  }

  @Test
  void theLowerOfSeveralLayersMayDo() {
    start("model.layers=1");
  }

  @Test
  void vectorsDoNotStartFromText() {
    assertThatThrownBy(() -> start("data.features=[a]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("where no text is read, found the language model file:");
  }
}
