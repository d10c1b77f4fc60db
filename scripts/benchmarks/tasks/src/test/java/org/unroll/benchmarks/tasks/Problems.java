package org.unroll.benchmarks.tasks;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.unroll.math.Seeds;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.attention.AttentionDecoderConfig.InputFeeding;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.LearningRateConfig;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.ScheduleConfig;
import org.unroll.optim.WeightDecay;
import org.unroll.task.Examples;
import org.unroll.task.Task;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.classification.ClassificationConfig;
import org.unroll.task.classification.ClassificationConfig.Choice;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.EncoderConfig;
import org.unroll.task.classification.LabelledShard;
import org.unroll.task.classification.TextEncoderConfig;
import org.unroll.task.classification.VectorEncoderConfig;
import org.unroll.task.description.DescribedShard;
import org.unroll.task.description.DescriptionConfig;
import org.unroll.task.description.DescriptionShape;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.tagging.TagSet;
import org.unroll.task.tagging.TaggedShard;
import org.unroll.task.tagging.TaggingConfig;
import org.unroll.task.tagging.TaggingShape;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.tagging.WordEncoder;
import org.unroll.task.translation.PairShard;
import org.unroll.task.translation.TranslationConfig;
import org.unroll.task.translation.TranslationShape;
import org.unroll.task.translation.TranslationTask;
import org.unroll.train.config.EndConfig;
import org.unroll.train.config.IntervalConfig;
import org.unroll.train.config.OuterConfig;
import org.unroll.train.config.RoundsConfig;
import org.unroll.train.config.TrainConfig;
import org.unroll.train.exchange.UpdatePrecision;
import org.unroll.train.round.LocalUpdateConfig;

/** Small problems of all tasks with random examples, of sizes that no vector length divides. */
final class Problems {

  private static final int EXAMPLES = 31;
  private static final int BATCH_SIZE = 7;
  private static final int IDS = 53;
  private static final int MAX_LENGTH = 9;
  private static final int LABELS = 5;
  private static final int FEATURES = 11;
  private static final InitializerConfig INITIAL = InitializerConfig.uniform(0.3);

  private Problems() {}

  static TrainConfig train(int epochs) {
    return new TrainConfig(
        new RoundsConfig(OptionalInt.of(1), 2, 1),
        new LocalUpdateConfig(
            BATCH_SIZE,
            3,
            new OptimizerConfig(
                new Adam(0.9, 0.999, 1e-8),
                new WeightDecay(0, WeightDecay.Form.GRADIENT),
                new Clipping(2, Clipping.UNLIMITED)),
            true,
            UpdatePrecision.FLOAT32),
        new LearningRateConfig(0.005, new ScheduleConfig(ScheduleConfig.Kind.DECAY, 1.5, 1, 3)),
        new OuterConfig(OuterConfig.Kind.AVERAGE, 1, 0),
        new IntervalConfig(OptionalInt.empty(), 20, 2),
        new EndConfig(epochs, OptionalInt.empty(), OptionalInt.empty()));
  }

  private static <E extends Examples> LearningProblem<E> of(Task<E> task, E examples) {
    return new LearningProblem<>(task, train(3), examples, examples, examples);
  }

  static LearningProblem<LabelledShard> texts(
      CellKind cell, RecurrentConfig.Direction direction, Pooling.Kind pooling, double dropout) {
    return classifier(
        new TextEncoderConfig(
            IDS,
            13,
            new StackConfig(cell, 1, 17, true),
            direction,
            pooling,
            DropoutConfig.plain(dropout)),
        Choice.SINGLE,
        LabelledShard.ofTexts(rows(1, 1, IDS), labels()));
  }

  static LearningProblem<LabelledShard> vectors(Choice choice) {
    float[] features = floats(EXAMPLES * FEATURES);
    return classifier(
        new VectorEncoderConfig(FEATURES, List.of(19, 6), 0),
        choice,
        LabelledShard.ofVectors(features, FEATURES, labels()));
  }

  private static LearningProblem<LabelledShard> classifier(
      EncoderConfig encoder, Choice choice, LabelledShard examples) {
    float[] weights = {1, 0.5f, 2, 1, 1};
    ClassificationConfig model = new ClassificationConfig(encoder, LABELS, choice, INITIAL);
    return of(new ClassificationTask(model, MAX_LENGTH - 2, weights, Map.of()), examples);
  }

  static LearningProblem<TaggedShard> sentences(TaggingConfig.Output output, int characterUnits) {
    List<String> tags = List.of("O", "B-A", "I-A", "B-B", "I-B");
    TaggingConfig model =
        new TaggingConfig(
            13,
            new TaggingConfig.Characters(7, characterUnits),
            new StackConfig(CellKind.LSTM, 1, 17, true),
            DropoutConfig.NONE,
            output,
            0,
            INITIAL);
    TaggedShard.Builder shard = new TaggedShard.Builder(new Words());
    RaggedInts words = rows(1, 1, IDS);
    for (int n = 0; n < EXAMPLES; n++) {
      int[] ofWords = new int[words.length(n)];
      for (int i = 0; i < ofWords.length; i++) {
        ofWords[i] = (int) (tags.size() * Seeds.uniform(n, 100 + i));
      }
      shard.add(Arrays.stream(words.row(n)).mapToObj(Integer::toString).toList(), ofWords);
    }
    return of(
        new TaggingTask(
            model, new TaggingShape(IDS, 10, TagSet.of(tags)), MAX_LENGTH, new BitSet(), Map.of()),
        shard.build());
  }

  /** Words are numbers, their characters are digits and as many zeros as the word has in it. */
  private static final class Words implements WordEncoder {
    @Override
    public int word(String word) {
      return Integer.parseInt(word);
    }

    @Override
    public int[] characters(String word) {
      int[] digits = word.chars().map(digit -> digit - '0').toArray();
      return Arrays.copyOf(digits, digits.length + Integer.parseInt(word) % 4);
    }
  }

  static LearningProblem<PairShard> pairs(
      TranslationConfig.Vocabularies vocabularies, OutputWeights output, InputFeeding feeding) {
    TranslationConfig model =
        new TranslationConfig(
            new TranslationConfig.Embeddings(13, vocabularies, output),
            new StackConfig(CellKind.GRU, 1, 11, true),
            new TranslationConfig.Decoder(CellKind.LSTM, 17, 9, feeding),
            DropoutConfig.NONE,
            0.1,
            INITIAL);
    return of(
        new TranslationTask(
            model,
            new TranslationShape(IDS, IDS, MAX_LENGTH, MAX_LENGTH - 1),
            SearchConfig.GREEDY,
            tokens -> "",
            Map.of()),
        new PairShard(rows(1, 1, IDS), rows(2, 0, IDS)));
  }

  static LearningProblem<DescribedShard> descriptions(
      DescriptionConfig.Features features, CellKind cell, int layers) {
    DescriptionConfig model =
        new DescriptionConfig(
            new DescriptionConfig.Embeddings(13, OutputWeights.TIED),
            new StackConfig(cell, layers, 13, true),
            features,
            DropoutConfig.NONE,
            0.1,
            INITIAL);
    DescribedShard.Builder shard = new DescribedShard.Builder(FEATURES);
    RaggedInts texts = rows(1, 0, IDS);
    float[] values = floats(EXAMPLES * FEATURES);
    for (int n = 0; n + 1 < EXAMPLES; n += 2) {
      float[] ofItem = Arrays.copyOfRange(values, n * FEATURES, (n + 1) * FEATURES);
      shard.add(ofItem, List.of(texts.row(n), texts.row(n + 1)));
    }
    return of(
        new DescriptionTask(
            model,
            new DescriptionShape(FEATURES, IDS, MAX_LENGTH),
            SearchConfig.GREEDY,
            tokens -> "",
            Map.of()),
        shard.build());
  }

  private static RaggedInts rows(long seed, int minLength, int bound) {
    RaggedInts.Builder rows = new RaggedInts.Builder();
    for (int n = 0; n < EXAMPLES; n++) {
      int length =
          minLength + (int) ((MAX_LENGTH + 1 - minLength) * Seeds.uniform(Seeds.mix(seed, n), -1));
      int[] row = new int[length];
      for (int i = 0; i < length; i++) {
        row[i] = 3 + (int) ((bound - 3) * Seeds.uniform(Seeds.mix(seed, n), i));
      }
      rows.add(row);
    }
    return rows.build();
  }

  private static RaggedInts labels() {
    RaggedInts.Builder labels = new RaggedInts.Builder();
    for (int n = 0; n < EXAMPLES; n++) {
      labels.add((int) (LABELS * Seeds.uniform(7, n)));
    }
    return labels.build();
  }

  private static float[] floats(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (2 * Seeds.uniform(9, i) - 1);
    }
    return values;
  }
}
