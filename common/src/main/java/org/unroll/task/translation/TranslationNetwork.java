package org.unroll.task.translation;

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

/** A translator that reads the pairs of a shard in an order that changes from epoch to epoch. */
public final class TranslationNetwork implements Network<PairShard> {

  private final TranslationConfig config;
  private final TranslationShape shape;
  private final SearchConfig search;
  private final TargetText text;
  private final TranslationModel model;
  private final EpochOrder order = new EpochOrder();

  TranslationNetwork(
      TranslationConfig config,
      TranslationShape shape,
      SearchConfig search,
      TargetText text,
      int batchSize) {
    this.config = config;
    this.shape = shape;
    this.search = search;
    this.text = text;
    this.model = new TranslationModel(config, shape, batchSize);
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
  public double backward(PairShard examples, long epochSeed, int step) {
    BatchOrder batches = order.of(examples, PairShard::lengthKeys, batchSize(), epochSeed);
    return model.backward(examples, batches.batch(step), Seeds.at(epochSeed, step));
  }

  @Override
  public long predictions() {
    return model.predictions();
  }

  /** Translates the sources, and takes the perplexity of the targets. */
  @Override
  public Metrics evaluate(PairShard examples) {
    TranslationMetrics metrics = new TranslationMetrics();
    try (Translator translator = new Translator(config, shape, TensorBlock.of(parameters()))) {
      BatchOrder byLength = BatchOrder.byLength(examples.lengthKeys(), batchSize());
      for (int step = 0; step < byLength.size(); step++) {
        int[] batch = byLength.batch(step);
        double loss = model.evaluate(examples, batch);
        metrics.countTokens(model.predictions(), loss);
        int[][] sources = new int[batch.length][];
        for (int b = 0; b < batch.length; b++) {
          sources[b] = examples.sources().row(batch[b]);
        }
        List<List<Hypothesis>> found = translator.translate(sources, search);
        for (int b = 0; b < batch.length; b++) {
          metrics.count(
              text.text(found.get(b).get(0).tokens()), text.text(examples.targets().row(batch[b])));
        }
      }
    }
    return metrics;
  }

  @Override
  public void close() {
    model.close();
  }
}
