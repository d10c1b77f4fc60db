package org.unroll.task.translation;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.unroll.math.Seeds;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.attention.AttentionDecoderConfig.InputFeeding;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;

/** Translators small enough for tests, and languages simple enough for them. */
final class TranslationTasks {

  private static final int SYMBOLS = 6;
  private static final int FIRST = 3;

  private TranslationTasks() {}

  /** A text of the tokens' numbers. */
  private record Numbers() implements TargetText {
    @Override
    public String text(int[] tokens) {
      return Arrays.stream(tokens).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
  }

  /** One of each kind: cells, layers, vocabularies, outputs, feeding and dropouts. */
  enum Kind {
    GRU_JOINT_TIED,
    LSTM_SEPARATE_OWN,
    MIXED_WITHOUT_FEEDING,
    ELMAN_TWO_LAYERS;

    TranslationConfig config(int size, double dropout, double smoothing, double range) {
      return new TranslationConfig(
          switch (this) {
            case GRU_JOINT_TIED ->
                new TranslationConfig.Embeddings(
                    size, TranslationConfig.Vocabularies.JOINT, OutputWeights.TIED);
            case LSTM_SEPARATE_OWN ->
                new TranslationConfig.Embeddings(
                    size, TranslationConfig.Vocabularies.SEPARATE, OutputWeights.OWN);
            case MIXED_WITHOUT_FEEDING ->
                new TranslationConfig.Embeddings(
                    size, TranslationConfig.Vocabularies.SEPARATE, OutputWeights.TIED);
            case ELMAN_TWO_LAYERS ->
                new TranslationConfig.Embeddings(
                    size, TranslationConfig.Vocabularies.JOINT, OutputWeights.OWN);
          },
          new StackConfig(
              switch (this) {
                case GRU_JOINT_TIED -> CellKind.GRU;
                case LSTM_SEPARATE_OWN, MIXED_WITHOUT_FEEDING -> CellKind.LSTM;
                case ELMAN_TWO_LAYERS -> CellKind.RNN_TANH;
              },
              this == ELMAN_TWO_LAYERS ? 2 : 1,
              size,
              this != MIXED_WITHOUT_FEEDING),
          new TranslationConfig.Decoder(
              switch (this) {
                case GRU_JOINT_TIED, MIXED_WITHOUT_FEEDING -> CellKind.GRU;
                case LSTM_SEPARATE_OWN -> CellKind.LSTM;
                case ELMAN_TWO_LAYERS -> CellKind.GRU_RESET_BEFORE;
              },
              size + 1,
              size + 2,
              this == MIXED_WITHOUT_FEEDING ? InputFeeding.OFF : InputFeeding.ON),
          new DropoutConfig(
              dropout,
              this == LSTM_SEPARATE_OWN ? DropoutConfig.Kind.VARIATIONAL : DropoutConfig.Kind.PLAIN,
              this == LSTM_SEPARATE_OWN ? dropout : 0),
          smoothing,
          InitializerConfig.uniform(range));
    }
  }

  static TranslationShape shape(Kind kind, int steps) {
    boolean separate =
        kind.config(2, 0, 0, 1).embeddings().vocabularies()
            == TranslationConfig.Vocabularies.SEPARATE;
    return new TranslationShape(
        FIRST + SYMBOLS + (separate ? 2 : 0), FIRST + SYMBOLS, steps, steps + 1);
  }

  static TranslationTask task(TranslationConfig config, TranslationShape shape) {
    return new TranslationTask(config, shape, SearchConfig.GREEDY, new Numbers(), Map.of());
  }

  /** Sequences of up to {@code steps} symbols, each translated to itself in reverse. */
  static PairShard reversed(int size, int steps, long seed) {
    RaggedInts.Builder sources = new RaggedInts.Builder();
    RaggedInts.Builder targets = new RaggedInts.Builder();
    for (int n = 0; n < size; n++) {
      int length = n % (steps + 1);
      int[] source = new int[length];
      int[] target = new int[length];
      for (int i = 0; i < length; i++) {
        source[i] = FIRST + (int) (SYMBOLS * Seeds.uniform(Seeds.mix(seed, n), i));
        target[length - 1 - i] = source[i];
      }
      sources.add(source);
      targets.add(target);
    }
    return new PairShard(sources.build(), targets.build());
  }
}
