package org.unroll.cli.terminal;

import org.apache.spark.util.SignalUtils;
import org.jspecify.annotations.Nullable;
import org.unroll.train.StopRequest;

/**
 * The handler that turns SIGTERM, with which schedulers end a process, into a request to stop; a
 * second one ends the process.
 *
 * <p>It is registered with Spark's own registry, so that both sets of handlers run.
 */
public final class TerminationSignal implements AutoCloseable {

  private static final String TERM = "TERM";

  private volatile @Nullable StopRequest stop;

  private TerminationSignal(StopRequest stop) {
    this.stop = stop;
  }

  /** Makes the first SIGTERM a request to stop, until this is closed. */
  public static TerminationSignal asks(StopRequest stop) {
    TerminationSignal signal = new TerminationSignal(stop);
    SignalUtils.register(TERM, signal::ask);
    return signal;
  }

  /** Whether the signal was handled; otherwise its default action follows. */
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
