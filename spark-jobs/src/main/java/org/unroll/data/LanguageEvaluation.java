package org.unroll.data;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.output.AtTaskEnd;
import org.unroll.task.Metrics;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.Passage;
import org.unroll.task.language.PassageCutter;
import org.unroll.task.language.PassageEvaluator;
import org.unroll.task.language.PassageMetrics;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;
import scala.Tuple2;

/**
 * The evaluation of a language model as one pass over each article, or over a text, would give it:
 * each begins with a zero state, its first token is only read, and each other token is predicted
 * once, given all before it. The result depends neither on the cluster nor on how the model was
 * trained.
 */
public final class LanguageEvaluation implements AutoCloseable {

  /** Windows of a task at least, so that there are enough articles to be read side by side. */
  private static final int MIN_WINDOWS = 500;

  private static final int TASKS_PER_CORE = 4;

  private final JavaSparkContext spark;
  private final LanguageTask task;
  private final Broadcast<float[]> parameters;

  /**
   * The evaluation of a model, on whatever text.
   *
   * @throws org.unroll.errors.BadDataException if its parameters are not those of its configuration
   */
  public static LanguageEvaluation of(JavaSparkContext spark, Checkpoint model) {
    UnrollConfig config = UnrollConfig.of(model);
    Vocabulary vocabulary = VocabularyFiles.read(model.taskFiles(), model.path().toString());
    LanguageTask task =
        new LanguageTask(
            config.model(), vocabulary.size(), config.window().length() - 1, model.taskFiles());
    return new LanguageEvaluation(spark, task, model.values(task.layout()));
  }

  LanguageEvaluation(JavaSparkContext spark, LanguageTask task, float[] parameters) {
    this.spark = spark;
    this.task = task;
    this.parameters = spark.broadcast(parameters);
  }

  /** Evaluates on stored articles, which tasks read apart from each other. */
  Metrics ofArticles(
      SplitWindows windows, long examples, Broadcast<SerializableConfiguration> hadoop) {
    int tasks = tasks(examples / MIN_WINDOWS);
    List<long[]> ranges = new ArrayList<>();
    for (long range = 0; range < tasks; range++) {
      ranges.add(new long[] {examples * range / tasks, examples * (range + 1) / tasks});
    }
    LanguageTask model = task;
    Broadcast<float[]> values = parameters;
    return PassageMetrics.sum(
        spark
            .parallelize(ranges, tasks)
            .flatMap(
                range -> {
                  ArticlePassages articles =
                      new ArticlePassages(windows, range[0], range[1], hadoop.value().value());
                  AtTaskEnd.close(articles);
                  return evaluate(model, values.value(), articles);
                })
            .collect());
  }

  /** Evaluates on a stored text. */
  Metrics ofText(SplitWindows windows, Broadcast<SerializableConfiguration> hadoop) {
    return ofText(
        spark
            .parallelize(List.of(0L), 1)
            .flatMap(
                first -> {
                  SplitWindows.Cursor cursor = windows.from(first, hadoop.value().value());
                  AtTaskEnd.close(cursor);
                  return cursor.next() ? new SequenceIds(cursor) : List.<int[]>of().iterator();
                }));
  }

  /**
   * Evaluates on one text. A task reads it from beginning to end without the products of the output
   * layer, and so finds the states from which others evaluate its passages.
   *
   * @param ids of the text, in order
   */
  public Metrics ofText(JavaRDD<int[]> ids) {
    LanguageTask model = task;
    Broadcast<float[]> values = parameters;
    return PassageMetrics.sum(
        ids.coalesce(1)
            .mapPartitions(chunks -> cut(model, values.value(), chunks))
            .mapToPair(passage -> passage)
            .partitionBy(new HashPartitioner(tasks(Long.MAX_VALUE)))
            .values()
            .mapPartitions(passages -> evaluate(model, values.value(), passages))
            .collect());
  }

  private int tasks(long most) {
    long tasks = Math.min(most, (long) TASKS_PER_CORE * spark.defaultParallelism());
    return (int) Math.max(1, tasks);
  }

  /** Cuts a text into passages, numbered so that they spread evenly. */
  private static Iterator<Tuple2<Integer, Passage>> cut(
      LanguageTask task, float[] values, Iterator<int[]> chunks) {
    PassageCutter passages = new PassageCutter(ForwardModels.of(task, values), chunks);
    return new Iterator<>() {
      private int number;

      @Override
      public boolean hasNext() {
        boolean more = passages.hasNext();
        Reference.reachabilityFence(values);
        return more;
      }

      @Override
      public Tuple2<Integer, Passage> next() {
        return new Tuple2<>(number++, passages.next());
      }
    };
  }

  private static Iterator<PassageMetrics> evaluate(
      LanguageTask task, float[] values, Iterator<Passage> passages) {
    try {
      return PassageEvaluator.evaluate(ForwardModels.of(task, values), passages).iterator();
    } finally {
      Reference.reachabilityFence(values);
    }
  }

  /** Frees the parameters on the executors. */
  @Override
  public void close() {
    parameters.destroy();
  }
}
