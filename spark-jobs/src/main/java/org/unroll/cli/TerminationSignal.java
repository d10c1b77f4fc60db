package org.unroll.cli;

import org.apache.spark.util.SignalUtils;
import org.jspecify.annotations.Nullable;
import org.unroll.train.StopRequest;

/**
 * A handler that turns the first SIGTERM into a stop request; a second one ends the process.
 *
 * <p>It is registered with Spark's own registry, so that both sets of handlers run.
 */
final class TerminationSignal implements AutoCloseable {

  private static final String TERM = "TERM";

  private volatile @Nullable StopRequest stop;

  private TerminationSignal(StopRequest stop) {
    this.stop = stop;
  }

  /** Registers a handler that requests a stop at the first SIGTERM, until it is closed. */
  static TerminationSignal asks(StopRequest stop) {
    TerminationSignal signal = new TerminationSignal(stop);
    SignalUtils.register(TERM, signal::ask);
    return signal;
  }

  /** Returns whether the signal was handled; if not, the previous handlers run. */
  private Object ask() {
    StopRequest request = stop;
    stop = null;
    if (request == null) {
      return false;
    }
    request.now("SIG" + TERM);
    return true;
  }

  @Override
  public void close() {
    stop = null;
  }
}
