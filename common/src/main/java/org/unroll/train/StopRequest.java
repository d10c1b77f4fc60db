package org.unroll.train;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a training stop before its end, leaving a checkpoint to go on from: because its
 * time is up, or because someone asks from another thread.
 */
public final class StopRequest {

  private final long began = System.nanoTime();
  private final @Nullable Duration maxTime;
  private volatile @Nullable String reason;
  private @Nullable Runnable interruption;

  private StopRequest(@Nullable Duration maxTime) {
    this.maxTime = maxTime;
  }

  /** None, unless someone asks. */
  public static StopRequest none() {
    return new StopRequest(null);
  }

  /** To stop in time, counted from now. */
  public static StopRequest after(Duration maxTime) {
    return new StopRequest(maxTime);
  }

  /**
   * Asks to stop at once; the round under way is given up.
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

  /** How a round under way is interrupted. */
  public synchronized void interruptBy(Runnable interrupt) {
    interruption = interrupt;
  }

  /** Whether someone asked. */
  boolean isUrgent() {
    return reason != null;
  }

  /**
   * Why to stop instead of beginning another round, if so.
   *
   * @param roundSeconds what it will probably take
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
