package org.unroll.train;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that a run stop before its end, because its time is up or because another thread asks
 * for it. A training run leaves a checkpoint to continue from.
 */
public final class StopRequest {

  private final long began = System.nanoTime();
  private final @Nullable Duration maxTime;
  private volatile @Nullable String reason;
  private @Nullable Runnable interruption;

  private StopRequest(@Nullable Duration maxTime) {
    this.maxTime = maxTime;
  }

  /** A request that is not made, unless {@link #now} is called. */
  public static StopRequest none() {
    return new StopRequest(null);
  }

  /** A request to stop when a time is over, counted from now. */
  public static StopRequest after(Duration maxTime) {
    return new StopRequest(maxTime);
  }

  /**
   * Asks to stop at once; the current round is abandoned. May be called again, to interrupt what
   * began meanwhile.
   *
   * @param why such as "SIGTERM"
   */
  public void now(String why) {
    Runnable interrupt;
    synchronized (this) {
      reason = why;
      interrupt = interruption;
    }
    if (interrupt != null) {
      interrupt.run();
    }
  }

  /** Sets the action that interrupts the current round or job. */
  public synchronized void interruptBy(Runnable interrupt) {
    interruption = interrupt;
  }

  /** Returns the reason given to {@link #now}, if that was called. */
  public Optional<String> urgent() {
    return Optional.ofNullable(reason);
  }

  /**
   * The reason to stop instead of beginning another round, if there is one.
   *
   * @param roundSeconds the expected duration of that round
   */
  Optional<String> reason(double roundSeconds) {
    String asked = reason;
    if (asked != null || maxTime == null) {
      return Optional.ofNullable(asked);
    }
    double after = (System.nanoTime() - began) * 1e-9 + roundSeconds;
    return after > maxTime.toMillis() * 1e-3
        ? Optional.of("--max-time " + maxTime.toSeconds() + "s")
        : Optional.empty();
  }
}
