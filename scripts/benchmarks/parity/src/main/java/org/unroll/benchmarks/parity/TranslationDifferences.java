package org.unroll.benchmarks.parity;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.unroll.benchmarks.pytorch.TorchTranslator;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.translation.PairShard;
import org.unroll.task.translation.TranslationNetwork;
import org.unroll.task.translation.TranslationTask;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;

/**
 * How far Unroll's translator is from one built of PyTorch's modules, relative to PyTorch.
 *
 * @param loss of one batch
 * @param gradient the largest, over all tensors, of the norm of the difference over the norm
 * @param furthestTensor where the gradient's difference is largest
 */
record TranslationDifferences(double loss, double gradient, String furthestTensor) {

  /** Compares one batch. */
  static TranslationDifferences of(TranslationSubject subject) {
    TranslationTask task = subject.task();
    TensorLayout layout = task.layout();
    float[] values = task.initialValues(1);
    TorchTranslator torch = subject.torch();
    if (!torch.parameterNames().equals(layout.names())) {
      throw new IllegalStateException(
          "expected " + layout.names() + ", found " + torch.parameterNames());
    }
    for (String name : torch.parameterNames()) {
      TensorLayout.Slot slot = layout.slot(name);
      int end = slot.offset() + slot.size();
      torch.setParameter(name, Arrays.copyOfRange(values, slot.offset(), end));
    }
    try (TranslationNetwork network = task.newNetwork(TranslationSubject.PAIRS)) {
      network.parameters().set(values);
      double loss = network.backward(new PairShard(rows(subject.sources()), rows(subject.targets())), 1, 0);
      double expected = torch.backward(subject.sources(), subject.targets(), Vocabulary.EOS);
      double furthest = 0;
      String furthestTensor = "";
      for (String name : torch.parameterNames()) {
        FloatBuffer view = network.gradient().view(name);
        float[] tensor = new float[view.remaining()];
        view.get(tensor);
        double difference = Differences.relative(tensor, torch.gradient(name));
        if (difference >= furthest) {
          furthest = difference;
          furthestTensor = name;
        }
      }
      return new TranslationDifferences(
          Math.abs(loss - expected) / Math.abs(expected), furthest, furthestTensor);
    }
  }

  private static RaggedInts rows(int[][] ids) {
    RaggedInts.Builder rows = new RaggedInts.Builder();
    for (int[] row : ids) {
      rows.add(row);
    }
    return rows.build();
  }

  boolean withinBounds() {
    return loss < Differences.FORWARD_BOUND && gradient < Differences.GRADIENT_BOUND;
  }

  static String header() {
    return String.format("%-48s %10s %10s  %s", "", "loss", "gradient", "furthest tensor");
  }

  String row(TranslationSubject subject) {
    return String.format(
        Locale.ROOT, "%-48s %10.1e %10.1e  %s", subject, loss, gradient, furthestTensor);
  }
}
