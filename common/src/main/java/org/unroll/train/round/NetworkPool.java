package org.unroll.train.round;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.ModelConfig;

/**
 * Models that wait for the next task of this JVM, because allocating one costs more than many tasks
 * have to spare.
 *
 * <p>A model here carries nothing from one task to the next: each sets parameters and state before
 * it computes. Models of one shape are kept at a time; asking for another shape frees those.
 */
public final class NetworkPool {

  private record Shape(ModelConfig config, int vocabularySize, int timeSteps, int batchSize) {}

  private static final Deque<LanguageModel> IDLE = new ArrayDeque<>();
  private static @Nullable Shape shapeOfIdle;

  private NetworkPool() {}

  /** A model for batches of T x B; give it back with {@link #release}. */
  public static LanguageModel acquire(
      ModelConfig config, int vocabularySize, int timeSteps, int batchSize) {
    LanguageModel idle = pollIdle(new Shape(config, vocabularySize, timeSteps, batchSize));
    return idle != null ? idle : new LanguageModel(config, vocabularySize, timeSteps, batchSize);
  }

  private static synchronized @Nullable LanguageModel pollIdle(Shape shape) {
    if (!shape.equals(shapeOfIdle)) {
      clear();
      shapeOfIdle = shape;
    }
    return IDLE.poll();
  }

  /** Keeps a borrowed model for the next task. */
  public static synchronized void release(LanguageModel model) {
    Shape shape =
        new Shape(model.config(), model.vocabularySize(), model.timeSteps(), model.batchSize());
    if (shape.equals(shapeOfIdle)) {
      IDLE.push(model);
    } else {
      model.close();
    }
  }

  /** Frees the models that wait. */
  public static synchronized void clear() {
    IDLE.forEach(LanguageModel::close);
    IDLE.clear();
    shapeOfIdle = null;
  }
}
