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
      predictions += examples.sentences().length(example);
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
    BatchOrder byLength = BatchOrder.byLength(examples.sentences().lengths(), batchSize());
    for (int step = 0; step < byLength.size(); step++) {
      int[] batch = byLength.batch(step);
      int[][] found = tagger.tag(examples, batch);
      for (int b = 0; b < batch.length; b++) {
        metrics.count(names(examples.tags().row(batch[b])), names(found[b]));
      }
    }
    return metrics;
  }

  /** The most probable tags of each sentence of a shard, in its order. */
  public List<List<String>> tag(TaggedShard sentences) {
    String[][] names = new String[sentences.size()][];
    BatchOrder byLength = BatchOrder.byLength(sentences.sentences().lengths(), batchSize());
    for (int step = 0; step < byLength.size(); step++) {
      int[] batch = byLength.batch(step);
      int[][] found = tagger.tag(sentences, batch);
      for (int b = 0; b < batch.length; b++) {
        names[batch[b]] = names(found[b]).toArray(String[]::new);
      }
    }
    return Arrays.stream(names).map(List::of).toList();
  }

  private List<String> names(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(tags.tags()::get).toList();
  }

  @Override
  public void close() {
    tagger.close();
  }
}
