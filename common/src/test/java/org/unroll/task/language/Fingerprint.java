package org.unroll.task.language;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import jdk.incubator.vector.FloatVector;
import org.unroll.nn.cell.CellKind;
import org.unroll.optim.Adagrad;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.RmsProp;
import org.unroll.optim.Sgd;
import org.unroll.optim.UpdateRule;
import org.unroll.optim.WeightDecay;
import org.unroll.tensor.TensorLayout;

/**
 * What some steps of training make of the parameters of models of all cells, at sizes that no
 * vector divides.
 */
final class Fingerprint {

  private static final int WORDS = 1501;
  private static final int TIME_STEPS = 6;
  private static final int STREAMS = 13;
  private static final int STEPS = 5;

  private Fingerprint() {}

  /** Prints the lanes of the machine, then the {@link #lines}. */
  public static void main(String[] arguments) {
    System.out.println(FloatVector.SPECIES_PREFERRED.length());
    lines().forEach(System.out::println);
  }

  /** A line for each model: what it is, and the sha256 of its parameters. */
  static List<String> lines() {
    List<UpdateRule> rules =
        List.of(
            new Sgd(0.9), new Adagrad(1e-8), new RmsProp(0.95, 1e-8), new Adam(0.9, 0.99, 1e-8));
    List<String> lines = new ArrayList<>();
    for (CellKind cell : CellKind.values()) {
      ModelConfig plain = Models.plain(cell, 2, 29, 37, 0.3);
      for (ModelConfig config :
          List.of(
              plain,
              Models.adaptive(Models.plain(cell, 1, 45, 51, 0), List.of(100, 700)),
              Models.recurrentDropout(plain, 0.25))) {
        UpdateRule rule = rules.get(lines.size() % rules.size());
        lines.add(config + ", " + rule + ": " + sha256(train(config, rule)));
      }
    }
    return lines;
  }

  /** One sha256 of the sums in all {@code lines}. */
  static String ofAll(List<String> lines) {
    return sha256(
        lines.stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static float[] train(ModelConfig config, UpdateRule rule) {
    TensorLayout layout = LanguageModel.layout(config, WORDS);
    float[] parameters = new float[layout.size()];
    LanguageModel.initialize(parameters, layout, config, 1);
    Optimizer optimizer =
        new Optimizer(
            new OptimizerConfig(
                rule, new WeightDecay(1e-4, WeightDecay.Form.DECOUPLED), new Clipping(1, 1)),
            layout);
    try (LanguageModel model = new LanguageModel(config, WORDS, TIME_STEPS, STREAMS)) {
      model.setParameters(parameters);
      for (int step = 0; step < STEPS; step++) {
        model.backward(RandomBatches.of(WORDS, TIME_STEPS, STREAMS, step), step);
        optimizer.step(model.parameters(), model.gradient(), 0.01);
      }
      model.copyParametersTo(parameters);
    }
    return parameters;
  }

  private static String sha256(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    return sha256(bytes.array());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
