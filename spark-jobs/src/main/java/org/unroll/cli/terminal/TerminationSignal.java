package org.unroll.cli.terminal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.util.SignalUtils;
import org.unroll.train.StopRequest;

/**
 * The handler that turns the signals with which people and schedulers end a process into a request
 * to stop: SIGINT (Ctrl-C), SIGTERM and SIGHUP.
 *
 * <p>While it is open, no signal starts the shutdown of the JVM, so Spark's hooks do not stop the
 * context under a run that is writing its checkpoint. The request is repeated, to interrupt also
 * what began while it was made, until this is closed. Further signals change nothing, because a
 * scheduler and the launcher that it started may both pass one on, unless they come so late that
 * the process seems to hang.
 *
 * <p>It is registered with Spark's own registry, so that both sets of handlers run.
 */
public final class TerminationSignal implements AutoCloseable {

  /** The exit code of a process that was ended by a second signal. */
  private static final int TRY_AGAIN_LATER = 75;

  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long REPEAT_MILLIS = 100;

  private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();

  private static boolean registered;
  private static volatile boolean open;
  private static volatile boolean untilExit;

  private final StopRequest stop;
  private final Thread stopper = new Thread(this::stopWhenAsked, "unroll-stop");
  private volatile boolean closed;

  private TerminationSignal(StopRequest stop) {
    this.stop = stop;
    stopper.setDaemon(true);
    stopper.start();
  }

  /** Makes the signals a request to stop, until this is closed. */
  public static TerminationSignal asks(StopRequest stop) {
    open = true;
    register();
    return new TerminationSignal(stop);
  }

  /**
   * Receives signals from now on, for a request that will be made, until the process exits, which
   * it does when its command has ended.
   */
  public static void awaitUntilExit() {
    untilExit = true;
    register();
  }

  private static synchronized void register() {
    if (!registered) {
      NAMES.forEach(name -> SignalUtils.register(name, () -> receive("SIG" + name)));
      registered = true;
    }
  }

  /** Whether the signal was handled; otherwise its default action follows. Returns at once. */
  private static Object receive(String name) {
    return (open || untilExit) && RECEIVED.add(name);
  }

  private void stopWhenAsked() {
    try {
      String first = RECEIVED.take();
      long began = System.nanoTime();
      while (!closed) {
        ask(first);
        String next = RECEIVED.poll(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null && System.nanoTime() - began > PATIENCE.toNanos()) {
          System.err.println(
              "unroll: ended at once by a second signal, " + next + "; run it again");
          Runtime.getRuntime().halt(TRY_AGAIN_LATER);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String why) {
    try {
      stop.now(why);
    } catch (IllegalStateException e) {
      // The Spark context has ended meanwhile, and with it all that was to be interrupted.
    }
  }

  @Override
  public void close() {
    closed = true;
    open = false;
    stopper.interrupt();
  }
}
