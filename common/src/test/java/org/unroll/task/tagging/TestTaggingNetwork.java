package org.unroll.task.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.math.Seeds;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.WeightDecay;
import org.unroll.task.testing.GradientCheck;

class TestTaggingNetwork {

  private static final TagSet TAGS =
      TagSet.of(List.of("O", "B-NAME", "I-NAME", "B-PLACE", "I-PLACE"));

  /** The word's number in its name is its id, its characters those of the name. */
  private static final WordEncoder ENCODER =
      new WordEncoder() {
        @Override
        public int word(String word) {
          int id = word.length();
          return id < 8 ? id : 1;
        }

        @Override
        public int[] characters(String word) {
          return word.chars().map(c -> c % 6).toArray();
        }
      };

  /** A network with arbitrary parameters that reads five words at once. */
  static TaggingNetwork longSentences() {
    TaggingTask task = task(TaggingConfig.Output.CRF, 2, 3);
    TaggingNetwork network = task.newNetwork(2);
    network.parameters().set(task.initialValues(5));
    return network;
  }

  /** Sentences of some lengths. */
  static TaggedShard shardOf(int... lengths) {
    TaggedShard.Builder shard = new TaggedShard.Builder(ENCODER);
    for (int length : lengths) {
      List<String> words = new ArrayList<>();
      for (int word = 0; word < length; word++) {
        words.add("abcdefgh".substring(0, 1 + (int) Long.remainderUnsigned(Seeds.at(7, word), 8)));
      }
      shard.add(words, new int[length]);
    }
    return shard.build();
  }

  private static TaggingTask task(TaggingConfig.Output output, int characterUnits, int units) {
    BitSet rare = new BitSet();
    rare.set(3);
    return new TaggingTask(
        new TaggingConfig(
            3,
            new TaggingConfig.Characters(2, characterUnits),
            new StackConfig(CellKind.LSTM, 1, units, false),
            DropoutConfig.plain(0.2),
            output,
            0.5,
            InitializerConfig.uniform(0.7)),
        new TaggingShape(8, 6, TAGS),
        5,
        rare,
        Map.of());
  }

  /** A word of a capital is a name, and a place where the word before it is "in". */
  private static TaggedShard sentences(int size) {
    TaggedShard.Builder shard = new TaggedShard.Builder(ENCODER);
    String[] words = {"in", "Abc", "abca", "Cab", "bcabc"};
    for (int n = 0; n < size; n++) {
      List<String> sentence = new ArrayList<>();
      int[] tags = new int[n % 6];
      int tag = 0;
      for (int i = 0; i < tags.length; i++) {
        String word = words[(int) (words.length * Seeds.uniform(n, i))];
        boolean capital = Character.isUpperCase(word.charAt(0));
        boolean afterIn = i > 0 && sentence.get(i - 1).equals("in");
        tag = !capital ? 0 : tag > 0 ? (tag + 1) / 2 * 2 : afterIn ? 3 : 1;
        sentence.add(word);
        tags[i] = tag;
      }
      shard.add(sentence, tags);
    }
    return shard.build();
  }

  @ParameterizedTest
  @EnumSource(TaggingConfig.Output.class)
  void theGradientIsTheLimitOfDifferences(TaggingConfig.Output output) {
    for (int characterUnits : new int[] {0, 2}) {
      TaggingTask task = task(output, characterUnits, 3);
      try (TaggingNetwork network = task.newNetwork(6)) {
        network.parameters().set(task.initialValues(3));
        GradientCheck.check(network, sentences(6), 2e-3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TaggingConfig.Output.class)
  void learnsNamesAndPlaces(TaggingConfig.Output output) {
    TaggingTask task = task(output, 6, 12);
    TaggedShard shard = sentences(150);
    Optimizer optimizer =
        new Optimizer(
            new OptimizerConfig(
                new Adam(0.9, 0.999, 1e-8),
                new WeightDecay(0, WeightDecay.Form.DECOUPLED),
                new Clipping(5, Clipping.UNLIMITED)),
            task.layout());
    try (TaggingNetwork network = task.newNetwork(10)) {
      network.parameters().set(task.initialValues(1));
      for (int epoch = 0; epoch < 40; epoch++) {
        for (int step = 0; step < shard.steps(10); step++) {
          network.backward(shard, epoch, step);
          optimizer.step(network.parameters(), network.gradient(), 0.01);
        }
      }
      assertThat(network.evaluate(shard).figure(TaggingMetrics.F1)).isGreaterThan(0.95);
    }
  }

  @Test
  void neverPredictsWhatTheSchemeForbids() {
    TaggingTask task = task(TaggingConfig.Output.CRF, 2, 3);
    try (TaggingNetwork network = task.newNetwork(7)) {
      for (int seed = 0; seed < 20; seed++) {
        network.parameters().set(task.initialValues(seed));
        for (List<String> tags : network.tag(sentences(30))) {
          String before = TagScheme.OUTSIDE;
          for (String tag : tags) {
            assertThat(TagScheme.BIO.mayFollow(before, tag)).as("%s", tags).isTrue();
            before = tag;
          }
        }
      }
    }
  }
}
