package org.unroll.testing;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.checkpoint.Provenance;
import org.unroll.config.UnrollConfig;
import org.unroll.math.Seeds;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/** A model of {@link TinyTraining} with random parameters, large enough to have opinions. */
public final class TinyModel {

  public static final int LAYERS = 2;

  private TinyModel() {}

  public static UnrollConfig config() {
    return TinyTraining.config("model.initialRange=1", "model.layers=" + LAYERS);
  }

  public static TensorBlock tensors(long seed) {
    Vocabulary vocabulary = TinyTraining.vocabulary();
    TensorLayout layout = LanguageModel.layout(config().model(), vocabulary.size());
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, config().model(), Seeds.mix(seed));
    return new TensorBlock(layout, values, Map.of());
  }

  public static Checkpoint checkpoint(long seed) {
    return new Checkpoint(
        new Path("tiny-model"),
        config().toJson(),
        VocabularyFiles.write(TinyTraining.vocabulary()),
        tensors(seed),
        new Provenance("language", "none", 0, 0, 0, null));
  }
}
