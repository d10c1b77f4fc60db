package org.unroll.task.description;

import java.util.ArrayList;
import java.util.List;
import org.unroll.math.Seeds;
import org.unroll.task.Metrics;
import org.unroll.task.Network;
import org.unroll.task.batch.BatchOrder;
import org.unroll.task.batch.EpochOrder;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorBlock;

/** A describer that reads the texts of a shard in an order that changes from epoch to epoch. */
public final class DescriptionNetwork implements Network<DescribedShard> {

  private final DescriptionConfig config;
  private final DescriptionShape shape;
  private final SearchConfig search;
  private final TargetText text;
  private final DescriptionModel model;
  private final EpochOrder order = new EpochOrder();

  DescriptionNetwork(
      DescriptionConfig config,
      DescriptionShape shape,
      SearchConfig search,
      TargetText text,
      int batchSize) {
    this.config = config;
    this.shape = shape;
    this.search = search;
    this.text = text;
    this.model = new DescriptionModel(config, shape, batchSize);
  }

  @Override
  public int batchSize() {
    return model.batchSize();
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public Gradient gradient() {
    return model.gradient();
  }

  @Override
  public double backward(DescribedShard examples, long epochSeed, int step) {
    BatchOrder batches = order.of(examples.texts(), batchSize(), epochSeed);
    return model.backward(examples, batches.batch(step), Seeds.at(epochSeed, step));
  }

  @Override
  public long predictions() {
    return model.predictions();
  }

  /** Describes the items, and takes the perplexity of the descriptions that they have. */
  @Override
  public Metrics evaluate(DescribedShard examples) {
    DescriptionMetrics metrics = new DescriptionMetrics();
    BatchOrder byLength = BatchOrder.byLength(examples.texts().lengths(), batchSize());
    for (int step = 0; step < byLength.size(); step++) {
      double loss = model.evaluate(examples, byLength.batch(step));
      metrics.countTokens(model.predictions(), loss);
    }
    List<List<String>> references = references(examples);
    try (Describer describer = new Describer(config, shape, TensorBlock.of(parameters()))) {
      for (int first = 0; first < examples.items(); first += batchSize()) {
        float[][] features =
            new float[Math.min(batchSize(), examples.items() - first)][shape.features()];
        for (int n = 0; n < features.length; n++) {
          examples.copyFeatures(first + n, features[n], 0);
        }
        List<List<Hypothesis>> found = describer.describe(features, search);
        for (int n = 0; n < features.length; n++) {
          metrics.count(text.text(found.get(n).get(0).tokens()), references.get(first + n));
        }
      }
    }
    return metrics;
  }

  private List<List<String>> references(DescribedShard examples) {
    List<List<String>> references = new ArrayList<>();
    for (int n = 0; n < examples.size(); n++) {
      if (examples.item(n) == references.size()) {
        references.add(new ArrayList<>());
      }
      references.get(examples.item(n)).add(text.text(examples.texts().row(n)));
    }
    return references;
  }

  @Override
  public void close() {
    model.close();
  }
}
