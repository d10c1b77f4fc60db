package org.unroll.cli;

import org.apache.spark.util.SignalUtils;
import org.jspecify.annotations.Nullable;
import org.unroll.train.StopRequest;

/**
 * Makes SIGTERM, with which schedulers end a process, a wish to stop; a second one ends it.
 *
 * <p>Spark's own registry is used, so that its handlers and this one know of each other.
 */
final class TerminationSignal implements AutoCloseable {

  private static final String TERM = "TERM";

  private volatile @Nullable StopRequest stop;

  private TerminationSignal(StopRequest stop) {
    this.stop = stop;
  }

  /** Until this is closed, the first SIGTERM asks for a stop. */
  static TerminationSignal asks(StopRequest stop) {
    TerminationSignal signal = new TerminationSignal(stop);
    SignalUtils.register(TERM, signal::ask);
    return signal;
  }

  /** Whether the signal has been answered; if not, it does what it would without us. */
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
