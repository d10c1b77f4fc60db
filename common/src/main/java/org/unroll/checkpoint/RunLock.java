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
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.errors.UnrollException;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/**
 * The lock of what a run writes: a file that names its owner, {@code .lock} in the output folder of
 * a training run, {@code .NAME.lock} beside a folder that appears in one step.
 *
 * <p>The owner writes it again every few seconds. A lock that has not been written for long, or
 * whose owner was a process of this machine that is gone, is stale, left by a run that was killed;
 * the next run takes it over. Of several that would, only the one that makes the file {@code
 * .lock-takeover} may; it is there for some milliseconds. A run that is killed in these leaves it,
 * and the first that finds it old removes it and ends, to be tried again.
 *
 * <p>Who holds the lock removes the other files that killed runs left of theirs.
 */
public final class RunLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final String LOCK = ".lock";
  private static final String TAKEOVER = "-takeover";
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

  /**
   * The place of a lock.
   *
   * @param name of the file
   * @param purpose of the run that holds it, for messages, such as "training in DIR"
   */
  private record Place(Folder folder, String name, String purpose) {

    String takeover() {
      return name + TAKEOVER;
    }

    /** The age of a file by the clock of the file system, if the file exists. */
    Optional<Duration> age(String file) {
      return folder.written(file).map(written -> Duration.between(written, now()));
    }

    /**
     * The time of a file that is written now; another run that takes the lock meanwhile may remove
     * it. Without it, the clock of this machine must do.
     */
    private Instant now() {
      String probe = name + "-" + UUID.randomUUID();
      try {
        folder.write(probe, out -> {});
        return folder.written(probe).orElseGet(Instant::now);
      } catch (UnrollException e) {
        return Instant.now();
      } finally {
        folder.remove(probe);
      }
    }

    void removeLeftovers() {
      for (FileStatus status : folder.list()) {
        String file = status.getPath().getName();
        if (file.equals(Folder.aside(name)) || file.startsWith(name + "-")) {
          folder.remove(file);
        }
      }
    }
  }

  private final Place place;
  private final String text;
  private final ScheduledExecutorService refresher;

  private RunLock(Place place, String text) {
    this.place = place;
    this.text = text;
    this.refresher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "unroll-lock");
              thread.setDaemon(true);
              return thread;
            });
    long millis = REFRESH.toMillis();
    refresher.scheduleWithFixedDelay(this::tryToRefresh, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** A failure must not end the refreshing: the disk may have room again the next time. */
  private void tryToRefresh() {
    try {
      refresh();
    } catch (UnrollException e) {
      LOG.warn("the lock {} in {} could not be refreshed", place.name, place.folder, e);
    }
  }

  /** A process killed here leaves a lock that still names its owner. */
  void refresh() {
    if (isOurs()) {
      place.folder.replace(place.name, text);
    }
  }

  /** Whether no other run has taken the lock over, as from a process that slept for long. */
  private boolean isOurs() {
    return place.folder.textIfPresent(place.name).filter(text::equals).isPresent();
  }

  /**
   * Locks the output folder of a training run, which is made if it is missing.
   *
   * @throws TryAgainLaterException naming the run that holds it
   */
  public static RunLock take(Folder run) {
    return take(new Place(run, LOCK, "training in " + run));
  }

  /**
   * Locks a folder that need not exist, by a file beside it; the folder around it is made if it is
   * missing.
   *
   * @throws TryAgainLaterException naming the run that holds it
   */
  public static RunLock takeBeside(Folder target) {
    return take(new Place(target.parent(), nameBeside(target), "run that writes " + target));
  }

  /** Returns the name of the lock beside a folder; other files that it needs begin with it. */
  public static String nameBeside(Folder target) {
    // Hadoop keeps a checksum beside a local file, but not beside one with a colon in its name.
    return "." + target.name().replace(":", "%3A") + LOCK;
  }

  private static RunLock take(Place place) {
    String text = Json.compact(Owner.here());
    place.folder.create();
    if (!place.folder.writeNew(place.name, text)) {
      takeOver(place, text);
    }
    try {
      place.removeLeftovers();
    } catch (UnrollException e) {
      place.folder.remove(place.name);
      throw e;
    }
    return new RunLock(place, text);
  }

  private static void takeOver(Place place, String text) {
    refuseUnlessStale(place);
    if (!place.folder.writeNew(place.takeover(), text)) {
      place
          .age(place.takeover())
          .filter(RunLock::isOld)
          .ifPresent(age -> place.folder.remove(place.takeover()));
      throw beaten(place);
    }
    try {
      // Another may have taken it over since we looked.
      refuseUnlessStale(place);
      place.folder.remove(place.name);
      if (!place.folder.writeNew(place.name, text)) {
        throw beaten(place);
      }
    } finally {
      place.folder.remove(place.takeover());
    }
  }

  private static TryAgainLaterException beaten(Place place) {
    return new TryAgainLaterException(
        "expected to take over the stale lock "
            + place.name
            + " in "
            + place.folder
            + ", found another run doing so");
  }

  private static void refuseUnlessStale(Place place) {
    Owner owner = place.folder.textIfPresent(place.name).flatMap(RunLock::owner).orElse(null);
    if (owner != null && owner.isGone()) {
      return;
    }
    Optional<Duration> age = place.age(place.name);
    if (age.isEmpty() || isOld(age.get())) {
      return;
    }
    throw new TryAgainLaterException(
        "expected to be the only "
            + place.purpose
            + ", found another at work ("
            + (owner == null ? "owner unknown" : owner)
            + "); if it is dead, its lock "
            + place.name
            + " counts as stale "
            + STALE.toSeconds()
            + " s after it was last written, which was "
            + Math.max(0, age.get().toSeconds())
            + " s ago");
  }

  private static boolean isOld(Duration age) {
    return age.compareTo(STALE) > 0;
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
    try {
      if (isOurs()) {
        place.folder.remove(place.name);
      }
    } catch (UnrollException e) {
      LOG.warn("the lock {} in {} is left to become stale", place.name, place.folder, e);
    }
  }
}
