package org.unroll.predict;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The open models of a JVM, one for each path, which the tasks of all jobs share. A model is opened
 * when the first user acquires it, while others wait, and closed a while after the last one has
 * released it, so that the tasks of a job find it open one after the other.
 *
 * @param <M> an open model, which several threads may use at once
 */
final class SharedModels<M> {

  private static final ScheduledExecutorService CLOSER =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "unroll-close-models");
            thread.setDaemon(true);
            return thread;
          });

  private final BiFunction<Path, Configuration, M> open;
  private final Consumer<M> close;
  private final Duration idle;
  private final Map<Path, Shared> models = new HashMap<>();

  /**
   * Models that are opened and closed by these functions.
   *
   * @param idle the time for which a model stays open without a user
   */
  SharedModels(BiFunction<Path, Configuration, M> open, Consumer<M> close, Duration idle) {
    this.open = open;
    this.close = close;
    this.idle = idle;
  }

  /** A model in use, until this is closed. */
  final class Lease implements AutoCloseable {

    private final Path path;
    private final Shared shared;
    private final M model;
    private boolean closed;

    private Lease(Path path, Shared shared, M model) {
      this.path = path;
      this.shared = shared;
      this.model = model;
    }

    M model() {
      return model;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        release(path, shared);
      }
    }
  }

  private final class Shared {

    private int users; // guarded by SharedModels.this
    private @Nullable Future<?> closing; // guarded by SharedModels.this
    private @Nullable M model; // guarded by this

    synchronized M opened(Path path, Configuration hadoop) {
      M ready = model;
      if (ready == null) {
        ready = open.apply(path, hadoop);
        model = ready;
      }
      return ready;
    }

    synchronized void close() {
      M ready = model;
      if (ready != null) {
        model = null;
        close.accept(ready);
      }
    }
  }

  /** Acquires the model at a path, opening it if it is not open. */
  Lease acquire(Path path, Configuration hadoop) {
    Shared shared = use(path);
    try {
      return new Lease(path, shared, shared.opened(path, hadoop));
    } catch (RuntimeException | Error e) {
      release(path, shared);
      throw e;
    }
  }

  private synchronized Shared use(Path path) {
    Shared shared = models.computeIfAbsent(path, key -> new Shared());
    shared.users++;
    if (shared.closing != null) {
      shared.closing.cancel(false);
      shared.closing = null;
    }
    return shared;
  }

  private synchronized void release(Path path, Shared shared) {
    shared.users--;
    if (shared.users == 0) {
      shared.closing =
          CLOSER.schedule(
              () -> closeUnlessUsed(path, shared), idle.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void closeUnlessUsed(Path path, Shared shared) {
    synchronized (this) {
      if (shared.users > 0) {
        return;
      }
      models.remove(path, shared);
    }
    shared.close();
  }
}
