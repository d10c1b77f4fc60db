package org.unroll.predict;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.inference.prediction.Predictor;

/**
 * The predictors of one model, which is read once: each serves one thread at a time, and there are
 * as many as were in use at once.
 */
final class PredictorPool implements AutoCloseable {

  private final Checkpoint checkpoint;
  private final Deque<Predictor> idle = new ArrayDeque<>();

  private PredictorPool(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  static PredictorPool open(Path path, Configuration hadoop) {
    PredictorPool pool = new PredictorPool(Checkpoint.open(path, hadoop));
    pool.release(Predictor.of(pool.checkpoint));
    return pool;
  }

  Predictor acquire() {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return Predictor.of(checkpoint);
  }

  void release(Predictor predictor) {
    synchronized (idle) {
      idle.push(predictor);
    }
  }

  /** The folder of the checkpoint. */
  Path path() {
    return checkpoint.path();
  }

  /** Closes the predictors, none of which is in use. */
  @Override
  public void close() {
    idle.forEach(Predictor::close);
  }
}
