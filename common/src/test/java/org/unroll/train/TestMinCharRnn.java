package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.unroll.config.UnrollConfig;
import org.unroll.optim.Optimizer;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.tensor.TensorLayout;

/** The experiment min-char-rnn, step by step against {@link MinCharRnn}. */
class TestMinCharRnn {

  private static final int STEPS = 200;
  private static final int SPECIAL_TOKENS = 3;
  private static final String VERSE =
      "The river ran, the river slow, it ran where only rivers go;\n"
          + "Quick Zoe and her vexed jackdaw follow it by night and day.\n";

  private static final int HIDDEN = 100;

  /** The order in which {@link MinCharRnn} has the tensors. */
  private static final List<String> NAMES =
      List.of(
          "rnn.weight_ih_l0",
          "rnn.weight_hh_l0",
          "decoder.weight",
          "rnn.bias_ih_l0",
          "decoder.bias");

  private final UnrollConfig config = UnrollConfig.experiment("min-char-rnn", List.of());
  private final int vocabulary = SPECIAL_TOKENS + (int) VERSE.chars().distinct().count();
  private final TensorLayout layout = LanguageModel.layout(config.model(), vocabulary);
  private final WindowShard shard = shard(text());
  private final TokenBatch batch = new TokenBatch(25, 1);

  /**
   * Each step begins where the program's step before it ended: run freely, two roundings of this
   * training part company within ten steps, because Adagrad's first steps move every weight by the
   * whole learning rate.
   */
  @Test
  void replays200StepsOfTheProgram() {
    float[] parameters = start();
    float[] memory = new float[layout.size()];
    float[] state = new float[HIDDEN];
    float[] found = new float[layout.size()];
    MinCharRnn program = program(parameters);
    try (LanguageModel model = new LanguageModel(config.model(), vocabulary, 25, 1)) {
      Optimizer optimizer = new Optimizer(config.train().local().optimizer(), layout);
      for (int step = 0; step < STEPS; step++) {
        shard.fill(step, batch);
        model.setParameters(parameters);
        model.setState(state);
        optimizer.resume(new float[][] {memory}, step);
        double loss = model.backward(batch, step);
        optimizer.step(
            model.parameters(), model.gradient(), config.train().learningRate().initial());
        model.copyParametersTo(found);

        double expected = program.step(batch.inputs, batch.targets);
        assertThat(loss).as("loss of step %d", step).isCloseTo(expected, within(1e-6 * expected));
        float[] before = parameters.clone();
        flatten(program.parameters(), parameters);
        flatten(program.memory(), memory);
        assertThat(difference(found, parameters))
            .as("update of step %d", step)
            .isLessThan(1e-3 * difference(before, parameters));
        for (int j = 0; j < HIDDEN; j++) {
          state[j] = (float) program.state()[j];
        }
      }
    }
  }

  @Test
  void theSmoothedLossBeginsAt25LnVAndFallsAsTheProgramsDoes() {
    float[] parameters = start();
    MinCharRnn program = program(parameters);
    double begin = 25 * Math.log(vocabulary);
    double smoothed = begin;
    double expected = begin;
    try (LanguageModel model = new LanguageModel(config.model(), vocabulary, 25, 1)) {
      model.setParameters(parameters);
      Optimizer optimizer = new Optimizer(config.train().local().optimizer(), layout);
      for (int step = 0; step < STEPS; step++) {
        shard.fill(step, batch);
        double loss = model.backward(batch, step);
        optimizer.step(
            model.parameters(), model.gradient(), config.train().learningRate().initial());
        if (step == 0) {
          assertThat(loss).isCloseTo(begin, within(1e-3 * begin));
        }
        smoothed = smoothed * 0.999 + loss * 0.001;
        expected = expected * 0.999 + program.step(batch.inputs, batch.targets) * 0.001;
        assertThat(smoothed).as("step %d", step).isCloseTo(expected, within(0.01 * expected));
      }
    }
    assertThat(smoothed).isLessThan(begin);
  }

  @Test
  void weightsAreNormalWithDeviation001AndBiasesZero() {
    assertThat(layout.names()).containsExactlyInAnyOrderElementsOf(NAMES);
    float[] start = start();
    TensorLayout.Slot weight = layout.slot("rnn.weight_hh_l0");
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    for (int i = weight.offset(); i < weight.offset() + weight.size(); i++) {
      sum += start[i];
      squares += (double) start[i] * start[i];
      beyondTwo += Math.abs(start[i]) > 0.02 ? 1 : 0;
    }
    assertThat(sum / weight.size()).isCloseTo(0, within(4e-4));
    assertThat(Math.sqrt(squares / weight.size())).isCloseTo(0.01, within(3e-4));
    assertThat(beyondTwo / (double) weight.size()).isCloseTo(0.0455, within(0.01));
    TensorLayout.Slot bias = layout.slot("decoder.bias");
    for (int i = bias.offset(); i < bias.offset() + bias.size(); i++) {
      assertThat(start[i]).isZero();
    }
  }

  /** The ids of enough text for all steps. */
  private static int[] text() {
    List<Integer> characters = List.copyOf(new TreeSet<>(VERSE.chars().boxed().toList()));
    int[] ids = new int[25 * STEPS + 1];
    for (int i = 0; i < ids.length; i++) {
      // Every third round leaves out a part of the verse.
      int place = i / VERSE.length() % 3 == 2 ? i * 7 / 5 : i;
      ids[i] = SPECIAL_TOKENS + characters.indexOf((int) VERSE.charAt(place % VERSE.length()));
    }
    return ids;
  }

  private WindowShard shard(int[] text) {
    WindowShard.Builder shard = new WindowShard.Builder(config.window(), STEPS);
    for (int window = 0; window < STEPS; window++) {
      int[] ids = new int[26];
      System.arraycopy(text, 25 * window, ids, 0, 26);
      shard.add(0, 25L * window, ids);
    }
    return shard.build();
  }

  private float[] start() {
    float[] start = new float[layout.size()];
    LanguageModel.initialize(start, layout, config.model(), 1);
    return start;
  }

  private MinCharRnn program(float[] parameters) {
    MinCharRnn program = new MinCharRnn(vocabulary);
    for (int k = 0; k < NAMES.size(); k++) {
      double[][] tensor = program.parameters()[k];
      int at = layout.slot(NAMES.get(k)).offset();
      for (int i = 0; i < tensor.length * tensor[0].length; i++) {
        tensor[i / tensor[0].length][i % tensor[0].length] = parameters[at + i];
      }
    }
    return program;
  }

  private void flatten(double[][][] tensors, float[] target) {
    for (int k = 0; k < tensors.length; k++) {
      int at = layout.slot(NAMES.get(k)).offset();
      for (double[] row : tensors[k]) {
        for (double value : row) {
          target[at++] = (float) value;
        }
      }
    }
  }

  private static double difference(float[] one, float[] other) {
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      squares += Math.pow((double) one[i] - other[i], 2);
    }
    return Math.sqrt(squares);
  }
}
