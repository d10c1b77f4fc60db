package org.unroll.task.tagging;

import java.util.Arrays;
import java.util.List;
import org.unroll.math.Seeds;
import org.unroll.task.Metrics;
import org.unroll.task.Network;
import org.unroll.task.batch.BatchOrder;
import org.unroll.task.batch.EpochOrder;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/** A tagger that reads the sentences of a shard in an order that changes from epoch to epoch. */
public final class TaggingNetwork implements Network<TaggedShard> {

  private final TagSet tags;
  private final Tagger tagger;
  private final EpochOrder order = new EpochOrder();
  private long predictions;

  TaggingNetwork(TagSet tags, Tagger tagger) {
    this.tags = tags;
    this.tagger = tagger;
  }

  @Override
  public int batchSize() {
    return tagger.batchSize();
  }

  @Override
  public Parameters parameters() {
    return tagger.parameters();
  }

  @Override
  public Gradient gradient() {
    return tagger.gradient();
  }

  @Override
  public double backward(TaggedShard examples, long epochSeed, int step) {
    int[] batch = order.of(examples.sentences(), batchSize(), epochSeed).batch(step);
    predictions = 0;
    for (int example : batch) {
      predictions += Math.min(tagger.timeSteps(), examples.sentences().length(example));
    }
    return tagger.backward(examples, batch, Seeds.at(epochSeed, step));
  }

  @Override
  public long predictions() {
    return predictions;
  }

  @Override
  public Metrics evaluate(TaggedShard examples) {
    TaggingMetrics metrics = new TaggingMetrics();
    int[][] found = decode(examples);
    for (int example = 0; example < found.length; example++) {
      metrics.count(names(examples.tags().row(example)), names(found[example]));
    }
    return metrics;
  }

  /**
   * The most probable tags of each sentence of a shard, in its order. A sentence longer than T
   * words is read in pieces that overlap.
   */
  public List<List<String>> tag(TaggedShard sentences) {
    return Arrays.stream(decode(sentences)).map(this::names).toList();
  }

  private int[][] decode(TaggedShard examples) {
    Pieces pieces = new Pieces(examples.sentences(), tagger.timeSteps());
    BatchOrder byLength = BatchOrder.byLength(pieces.lengths(), batchSize());
    int[][] found = new int[pieces.lengths().length][];
    for (int step = 0; step < byLength.size(); step++) {
      int[] batch = byLength.batch(step);
      int[][] ofBatch =
          tagger.tag(
              examples,
              Arrays.stream(batch).map(pieces::sentence).toArray(),
              Arrays.stream(batch).map(pieces::start).toArray());
      for (int b = 0; b < batch.length; b++) {
        found[batch[b]] = ofBatch[b];
      }
    }
    return pieces.join(found, examples.sentences(), tags);
  }

  private List<String> names(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(tags.tags()::get).toList();
  }

  @Override
  public void close() {
    tagger.close();
  }
}
