package org.unroll.checkpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/**
 * The lock of a run's output folder: the file {@code .lock}, which names its owner.
 *
 * <p>The owner writes it again every few seconds. A lock that has not been written for long, or
 * whose owner was a process of this machine that is gone, is stale, left by a run that was killed;
 * the next run takes it over. Of several that would, only the one that makes the file {@code
 * .lock-takeover} may; it is there for some milliseconds. A run that is killed in these leaves it,
 * and the first that finds it old removes it and ends, to be tried again.
 */
public final class RunLock implements AutoCloseable {

  private static final String LOCK = ".lock";
  private static final String TAKEOVER = ".lock-takeover";
  private static final Duration REFRESH = Duration.ofSeconds(15);
  private static final Duration STALE = Duration.ofMinutes(2);
  private static final String THIS_PROCESS = UUID.randomUUID().toString();

  /**
   * The owner of a lock.
   *
   * @param process its id on the host
   * @param instance a name that no other process has had
   * @param since when it was taken, by the owner's clock
   */
  private record Owner(String user, String host, long process, String instance, String since) {

    static Owner here() {
      return new Owner(
          System.getProperty("user.name", "unknown"),
          hostName(),
          ProcessHandle.current().pid(),
          THIS_PROCESS,
          Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown host";
      }
    }

    /** Whether it was a process of this machine that no longer exists. */
    boolean isGone() {
      if (!host.equals(hostName()) || instance.equals(THIS_PROCESS)) {
        return false;
      }
      // A process that was started again, as in a container, may have the same id.
      return process == ProcessHandle.current().pid() || ProcessHandle.of(process).isEmpty();
    }

    @Override
    public String toString() {
      return user + " on " + host + ", process " + process + ", since " + since;
    }
  }

  private final Folder run;
  private final String text;
  private final ScheduledExecutorService refresher;

  private RunLock(Folder run, String text) {
    this.run = run;
    this.text = text;
    this.refresher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "unroll-lock");
              thread.setDaemon(true);
              return thread;
            });
    long millis = REFRESH.toMillis();
    refresher.scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A process killed here leaves a lock that still names its owner. */
  void refresh() {
    if (isOurs()) {
      run.replace(LOCK, text);
    }
  }

  /** Whether no other run has taken the lock over, as from a process that slept for long. */
  private boolean isOurs() {
    return run.textIfPresent(LOCK).filter(text::equals).isPresent();
  }

  /**
   * Locks the output folder of a run, which is made if it is missing.
   *
   * @throws TryAgainLaterException naming the run that holds it
   */
  public static RunLock take(Folder run) {
    String text = Json.compact(Owner.here());
    run.create();
    if (!run.writeNew(LOCK, text)) {
      takeOver(run, text);
    }
    return new RunLock(run, text);
  }

  private static void takeOver(Folder run, String text) {
    refuseUnlessStale(run);
    if (!run.writeNew(TAKEOVER, text)) {
      age(run, TAKEOVER).filter(RunLock::isOld).ifPresent(age -> run.remove(TAKEOVER));
      throw beaten(run);
    }
    try {
      // Another may have taken it over since we looked.
      refuseUnlessStale(run);
      run.remove(LOCK);
      if (!run.writeNew(LOCK, text)) {
        throw beaten(run);
      }
    } finally {
      run.remove(TAKEOVER);
    }
  }

  private static TryAgainLaterException beaten(Folder run) {
    return new TryAgainLaterException(
        "expected to take over the stale lock of " + run + ", found another run doing so");
  }

  private static void refuseUnlessStale(Folder run) {
    Owner owner = run.textIfPresent(LOCK).flatMap(RunLock::owner).orElse(null);
    Optional<Duration> age = age(run, LOCK);
    if ((owner != null && owner.isGone()) || age.isEmpty() || isOld(age.get())) {
      return;
    }
    throw new TryAgainLaterException(
        "expected to be the only training in "
            + run
            + ", found another at work ("
            + (owner == null ? "owner unknown" : owner)
            + "); if it is dead, its lock "
            + LOCK
            + " counts as stale "
            + STALE.toSeconds()
            + " s after it was last written, which was "
            + Math.max(0, age.get().toSeconds())
            + " s ago");
  }

  private static boolean isOld(Duration age) {
    return age.compareTo(STALE) > 0;
  }

  /** The age of a file by the clock of the file system, if the file exists. */
  private static Optional<Duration> age(Folder run, String name) {
    String probe = LOCK + "-" + UUID.randomUUID();
    run.write(probe, out -> {});
    Instant now = run.written(probe).orElseThrow();
    run.remove(probe);
    return run.written(name).map(written -> Duration.between(written, now));
  }

  private static Optional<Owner> owner(String text) {
    return Json.readIfValid(text, Owner.class);
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    try {
      refresher.awaitTermination(REFRESH.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isOurs()) {
      run.remove(LOCK);
    }
  }
}
