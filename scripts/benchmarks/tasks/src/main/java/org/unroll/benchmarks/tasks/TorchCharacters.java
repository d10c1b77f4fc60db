package org.unroll.benchmarks.tasks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll.benchmarks.pytorch.TorchEncoder;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchSequences;
import org.unroll.task.tagging.TaggedShard;
import org.unroll.task.tagging.TaggingConfig;

/**
 * An encoder of words by their characters: a recurrent layer in both directions, of which the final
 * states are taken. Each distinct form of a mini-batch is read once.
 */
final class TorchCharacters {

  private final EmbeddingImpl embedding;
  private final TorchEncoder encoder;

  /**
   * Adds the parameters.
   *
   * @param characters the size of the vocabulary of characters
   */
  TorchCharacters(TaggingConfig.Characters config, int characters, TorchParameters parameters) {
    this.embedding = new EmbeddingImpl(characters, config.embeddingSize());
    this.encoder = TorchLayers.encoder(config.recurrent(), parameters, "characters.rnn.");
    parameters.register("characters.embedding.", embedding);
  }

  /**
   * Encodes the words of a mini-batch.
   *
   * @return {@code (T, B, 2 H)}
   */
  Tensor forward(TaggedShard examples, PaddedIds forms) {
    Map<Integer, Integer> columns = new LinkedHashMap<>(); // of the distinct forms
    int[] columnOfRow = new int[forms.ids().length]; // 0 past the ends, where it is not used
    int batchSize = forms.lengths().length;
    for (int b = 0; b < batchSize; b++) {
      for (int step = 0; step < forms.lengths()[b]; step++) {
        int row = step * batchSize + b;
        columnOfRow[row] = columns.computeIfAbsent(forms.ids()[row], form -> columns.size());
      }
    }
    int[] distinct = columns.keySet().stream().mapToInt(Integer::intValue).toArray();
    PaddedIds read =
        PaddedIds.of(examples.characters(), distinct, TaggingConfig.Characters.MAX_LENGTH);
    Tensor hidden = encoder.forward(embedding.forward(read.tensor()), read.lengths())[1];
    Tensor encoded = torch.cat(new TensorVector(hidden.select(0, 0), hidden.select(0, 1)), 1);
    return encoded
        .index_select(0, TorchSequences.indices(columnOfRow))
        .view(forms.timeSteps(), batchSize, encoded.size(1));
  }
}
