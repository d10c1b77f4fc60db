package org.unroll.benchmarks.parity;

import java.util.List;
import java.util.Map;
import org.unroll.benchmarks.pytorch.TorchTranslator;
import org.unroll.math.Seeds;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.attention.AttentionDecoderConfig.InputFeeding;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.translation.TranslationConfig;
import org.unroll.task.translation.TranslationShape;
import org.unroll.task.translation.TranslationTask;

/**
 * A translator that both sides can have; the sizes are such that no vector length divides them.
 *
 * @param cell of encoder and decoder
 * @param layers of the encoder
 */
record TranslationSubject(CellKind cell, int layers) {

  static final int PAIRS = 7;
  private static final int SOURCE_TOKENS = 83;
  private static final int TARGET_TOKENS = 71;
  private static final int EMBEDDING = 37;
  private static final int ENCODER = 29;
  private static final int DECODER = 41;
  private static final int ATTENTION = 33;
  private static final double SMOOTHING = 0.1;
  private static final int[] SOURCE_LENGTHS = {9, 4, 1, 7, 9, 6, 2};
  private static final int[] TARGET_LENGTHS = {7, 5, 0, 8, 3, 8, 4};

  static List<TranslationSubject> all() {
    return List.of(
        new TranslationSubject(CellKind.GRU, 1),
        new TranslationSubject(CellKind.GRU, 2),
        new TranslationSubject(CellKind.LSTM, 1),
        new TranslationSubject(CellKind.LSTM, 2));
  }

  TranslationTask task() {
    return new TranslationTask(
        new TranslationConfig(
            new TranslationConfig.Embeddings(
                EMBEDDING, TranslationConfig.Vocabularies.SEPARATE, OutputWeights.OWN),
            new StackConfig(cell, layers, ENCODER, true),
            new TranslationConfig.Decoder(cell, DECODER, ATTENTION, InputFeeding.ON),
            DropoutConfig.NONE,
            SMOOTHING,
            InitializerConfig.uniform(0.3)),
        new TranslationShape(SOURCE_TOKENS, TARGET_TOKENS, 9, 9),
        SearchConfig.GREEDY,
        tokens -> "",
        Map.of());
  }

  TorchTranslator torch() {
    return new TorchTranslator(
        new TorchTranslator.Shape(
            Twin.cell(cell).orElseThrow(),
            layers,
            SOURCE_TOKENS,
            TARGET_TOKENS,
            EMBEDDING,
            ENCODER,
            DECODER,
            ATTENTION,
            SMOOTHING));
  }

  int[][] sources() {
    return ids(SOURCE_LENGTHS, SOURCE_TOKENS, 1);
  }

  int[][] targets() {
    return ids(TARGET_LENGTHS, TARGET_TOKENS, 2);
  }

  private static int[][] ids(int[] lengths, int tokens, long seed) {
    int[][] ids = new int[PAIRS][];
    for (int n = 0; n < PAIRS; n++) {
      ids[n] = new int[lengths[n]];
      for (int i = 0; i < lengths[n]; i++) {
        ids[n][i] = 3 + (int) ((tokens - 3) * Seeds.uniform(Seeds.mix(seed, n), i));
      }
    }
    return ids;
  }

  @Override
  public String toString() {
    return cell + ", " + layers + (layers == 1 ? " layer" : " layers") + ", translation";
  }
}
