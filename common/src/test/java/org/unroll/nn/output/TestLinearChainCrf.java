package org.unroll.nn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.api.Test;
import org.unroll.math.Matrix;
import org.unroll.math.Seeds;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** Partition, gradients and decoding against an enumeration of all sequences of tags. */
class TestLinearChainCrf {

  private static final int TAGS = 3;
  private static final int STEPS = 4;
  private static final int BATCH = 3;
  private static final int[] LENGTHS = {4, 0, 2};

  private final TensorLayout layout = layout();
  private final float[] values = random(1, layout.size(), 4);
  private final float[] scores = random(2, STEPS * BATCH * TAGS, 4);
  private final int[] targets = new int[STEPS * BATCH];

  TestLinearChainCrf() {
    Arrays.setAll(targets, i -> (int) (TAGS * Seeds.uniform(3, i)));
  }

  private static TensorLayout layout() {
    TensorLayout.Builder layout = TensorLayout.builder();
    LinearChainCrf.addTo(layout, "crf.", TAGS);
    return layout.build();
  }

  private static float[] random(long seed, int size, float width) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = width * (Seeds.uniform(seed, i) - 0.5f);
    }
    return values;
  }

  /** Visits all sequences of tags of a length with their scores. */
  private void enumerate(int b, int length, ObjDoubleConsumer<int[]> visitor) {
    int[] tags = new int[length];
    for (int code = 0; code < Math.pow(TAGS, length); code++) {
      for (int step = 0, rest = code; step < length; step++, rest /= TAGS) {
        tags[step] = rest % TAGS;
      }
      visitor.accept(tags, score(b, tags));
    }
  }

  private double score(int b, int[] tags) {
    double score = value("start_transitions", tags[0]);
    for (int step = 0; step < tags.length; step++) {
      score += scores[(step * BATCH + b) * TAGS + tags[step]];
      score += step == 0 ? 0 : value("transitions", tags[step - 1] * TAGS + tags[step]);
    }
    return score + value("end_transitions", tags[tags.length - 1]);
  }

  private double value(String tensor, int index) {
    return values[layout.slot("crf." + tensor).offset() + index];
  }

  private double partition(int b, int length) {
    double[] sum = {0};
    enumerate(b, length, (tags, score) -> sum[0] += Math.exp(score));
    return Math.log(sum[0]);
  }

  private double loss() {
    double loss = 0;
    for (int b = 0; b < BATCH; b++) {
      if (LENGTHS[b] > 0) {
        loss += partition(b, LENGTHS[b]) - score(b, rightTags(b));
      }
    }
    return loss;
  }

  private int[] rightTags(int b) {
    int[] tags = new int[LENGTHS[b]];
    Arrays.setAll(tags, step -> targets[step * BATCH + b]);
    return tags;
  }

  @Test
  void lossAndGradientsAreThoseOfTheEnumeration() {
    try (Parameters parameters = new Parameters(layout);
        Gradient gradient = new Gradient(layout)) {
      parameters.set(values);
      LinearChainCrf crf = new LinearChainCrf(parameters, gradient, "crf.", STEPS, BATCH);
      Matrix emissions = Matrix.of(scores, STEPS * BATCH, TAGS);
      Matrix dEmissions = Matrix.of(new float[scores.length], STEPS * BATCH, TAGS);

      assertThat(crf.forward(emissions, targets, LENGTHS)).isCloseTo(loss(), within(1e-6));
      assertThat(crf.logPartition(0)).isCloseTo(partition(0, 4), within(1e-6));
      crf.backward(0.5, dEmissions);

      float[] found = new float[values.length];
      gradient.copyTo(found);
      assertSlopes(found, values);
      float[] dScores = new float[scores.length];
      dEmissions.get(0, STEPS * BATCH, dScores, 0);
      assertSlopes(dScores, scores);
    }
  }

  /** Compares half the slope of the loss, by central differences. */
  private void assertSlopes(float[] found, float[] variables) {
    for (int i = 0; i < variables.length; i++) {
      float before = variables[i];
      variables[i] = before + 0x1p-10f;
      double up = loss();
      variables[i] = before - 0x1p-10f;
      double down = loss();
      variables[i] = before;
      assertThat((double) found[i]).isCloseTo(0.5 * (up - down) * 0x1p9, within(1e-5));
    }
  }

  @Test
  void scoresFarApartNeitherOverflowNorVanish() {
    for (int i = 0; i < values.length; i++) {
      values[i] *= 100;
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] *= 10_000;
    }
    try (Parameters parameters = new Parameters(layout);
        Gradient gradient = new Gradient(layout)) {
      parameters.set(values);
      LinearChainCrf crf = new LinearChainCrf(parameters, gradient, "crf.", STEPS, BATCH);
      Matrix emissions = Matrix.of(scores, STEPS * BATCH, TAGS);
      Matrix dEmissions = Matrix.of(new float[scores.length], STEPS * BATCH, TAGS);
      double[] best = {Double.NEGATIVE_INFINITY};
      enumerate(0, 4, (tags, score) -> best[0] = Math.max(best[0], score));

      crf.forward(emissions, targets, LENGTHS);
      crf.backward(1, dEmissions);

      assertThat(crf.logPartition(0)).isCloseTo(best[0], within(1.0));
      float[] dScores = new float[scores.length];
      dEmissions.get(0, STEPS * BATCH, dScores, 0);
      for (float slope : dScores) {
        assertThat(slope).isBetween(-1f, 1f);
      }
    }
  }

  @Test
  void decodesTheBestSequenceThatIsAllowed() {
    TagConstraints no2First =
        new TagConstraints() {
          @Override
          public boolean mayStart(int tag) {
            return tag != 2;
          }

          @Override
          public boolean mayFollow(int from, int to) {
            return from != to;
          }

          @Override
          public boolean mayEnd(int tag) {
            return tag != 1;
          }
        };
    for (TagConstraints constraints : new TagConstraints[] {TagConstraints.NONE, no2First}) {
      try (Parameters parameters = new Parameters(layout)) {
        parameters.set(values);
        int[] found = new int[STEPS * BATCH];
        new ViterbiDecoder(constraints, parameters, "crf.", STEPS, BATCH)
            .decode(Matrix.of(scores, STEPS * BATCH, TAGS), LENGTHS, found);
        for (int b = 0; b < BATCH; b++) {
          for (int step = 0; step < LENGTHS[b]; step++) {
            assertThat(found[step * BATCH + b]).isEqualTo(best(b, constraints)[step]);
          }
        }
      }
    }
  }

  private int[] best(int b, TagConstraints constraints) {
    double[] best = {Double.NEGATIVE_INFINITY};
    int[][] tagsOfBest = {{}};
    enumerate(
        b,
        LENGTHS[b],
        (tags, score) -> {
          if (score > best[0] && isAllowed(tags, constraints)) {
            best[0] = score;
            tagsOfBest[0] = tags.clone();
          }
        });
    return tagsOfBest[0];
  }

  private static boolean isAllowed(int[] tags, TagConstraints constraints) {
    boolean allowed = constraints.mayStart(tags[0]) && constraints.mayEnd(tags[tags.length - 1]);
    for (int step = 1; step < tags.length; step++) {
      allowed &= constraints.mayFollow(tags[step - 1], tags[step]);
    }
    return allowed;
  }
}
