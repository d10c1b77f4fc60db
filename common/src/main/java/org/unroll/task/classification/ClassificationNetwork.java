package org.unroll.task.classification;

import org.unroll.math.Seeds;
import org.unroll.task.Metrics;
import org.unroll.task.Network;
import org.unroll.task.batch.BatchOrder;
import org.unroll.task.batch.EpochOrder;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/** A classifier that reads the examples of a shard in an order that changes from epoch to epoch. */
public final class ClassificationNetwork implements Network<LabelledShard> {

  private final ClassificationConfig config;
  private final Classifier classifier;
  private final EpochOrder order = new EpochOrder();
  private long predictions;

  ClassificationNetwork(ClassificationConfig config, Classifier classifier) {
    this.config = config;
    this.classifier = classifier;
  }

  @Override
  public int batchSize() {
    return classifier.batchSize();
  }

  @Override
  public Parameters parameters() {
    return classifier.parameters();
  }

  @Override
  public Gradient gradient() {
    return classifier.gradient();
  }

  @Override
  public double backward(LabelledShard examples, long epochSeed, int step) {
    int[] batch = order.of(examples.tokens(), batchSize(), epochSeed).batch(step);
    predictions = batch.length;
    return classifier.backward(examples, batch, Seeds.at(epochSeed, step));
  }

  @Override
  public long predictions() {
    return predictions;
  }

  @Override
  public Metrics evaluate(LabelledShard examples) {
    ClassificationMetrics metrics = new ClassificationMetrics(config.labels());
    float[] logProbabilities = logProbabilities(examples);
    for (int example = 0; example < examples.size(); example++) {
      metrics.count(
          examples.labels().row(example),
          config.choice().chosen(logProbabilities, example * config.labels(), config.labels()));
    }
    return metrics;
  }

  /**
   * The probabilities of the labels of all examples, whose own labels do not count.
   *
   * @return log p of each label, (N, K)
   */
  public float[] logProbabilities(LabelledShard examples) {
    int labels = config.labels();
    float[] all = new float[Math.multiplyExact(examples.size(), labels)];
    float[] ofBatch = new float[batchSize() * labels];
    BatchOrder byLength = BatchOrder.byLength(examples.tokens().lengths(), batchSize());
    for (int step = 0; step < byLength.size(); step++) {
      int[] batch = byLength.batch(step);
      classifier.evaluate(examples, batch, ofBatch);
      for (int b = 0; b < batch.length; b++) {
        System.arraycopy(ofBatch, b * labels, all, batch[b] * labels, labels);
      }
    }
    return all;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
