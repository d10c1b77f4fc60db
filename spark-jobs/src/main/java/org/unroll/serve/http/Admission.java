package org.unroll.serve.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests that are worked on, up to a number, and the queue of those that wait. */
public final class Admission {

  private final Semaphore places;
  private final int maxQueued;
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();

  /** An admission of as many requests as the limits allow. */
  public Admission(Limits limits) {
    this.places = new Semaphore(limits.maxConcurrent(), true);
    this.maxQueued = limits.maxQueued();
  }

  /**
   * Waits for a place, which {@link #leave} gives back.
   *
   * @throws ApiException if too many wait already, or the time is over
   */
  public void enter(Deadline deadline) {
    if (!places.tryAcquire()) {
      if (queued.incrementAndGet() > maxQueued) {
        queued.decrementAndGet();
        throw ApiException.tooMany(
            "expected at most " + maxQueued + " waiting requests, found more; try again later");
      }
      try {
        if (!places.tryAcquire(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS)) {
          throw deadline.exceeded();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ApiException.unavailable("stopping", "the server stops; try again later");
      } finally {
        queued.decrementAndGet();
      }
    }
    running.incrementAndGet();
  }

  /** Gives a place back. */
  public void leave() {
    running.decrementAndGet();
    places.release();
  }

  /** The requests that wait. */
  public int queued() {
    return queued.get();
  }

  /** The requests that are worked on. */
  public int running() {
    return running.get();
  }
}
