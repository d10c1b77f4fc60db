package org.unroll.serve.http;

import java.time.Duration;

/** The time until which a request must be answered. */
public final class Deadline {

  private final Duration allowed;
  private final long end;

  /** A deadline that begins now. */
  public Deadline(Duration allowed) {
    this.allowed = allowed;
    this.end = System.nanoTime() + allowed.toNanos();
  }

  /** The nanoseconds that are left; negative when the time is over. */
  public long left() {
    return end - System.nanoTime();
  }

  /**
   * Checks that there is time left.
   *
   * @throws ApiException if not
   */
  public void check() {
    if (left() < 0) {
      throw exceeded();
    }
  }

  /** The error of a request that took too long. */
  public ApiException exceeded() {
    return ApiException.unavailable(
        "timeout",
        "expected the request to be answered in "
            + allowed.toSeconds()
            + " s, found it unfinished; ask for less, or later");
  }
}
