package org.unroll.output;

import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.checkpoint.RunLock;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.errors.UnrollException;
import org.unroll.files.Folder;

/**
 * A folder beside the target, renamed to it when it is complete. Closing it before that removes it,
 * so a failure leaves nothing behind; what a run that was killed left there is removed by the next
 * one. A lock beside the target keeps the two apart.
 */
public final class Staging implements AutoCloseable {

  /** The name of the file that is written last. */
  public static final String SUCCESS = "_SUCCESS";

  private final Folder target;
  private final Folder folder;
  private final RunLock lock;

  private Staging(Folder target, Folder folder, RunLock lock) {
    this.target = target;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks the target and creates the folder.
   *
   * @throws TryAgainLaterException if another run writes to the target
   * @throws org.unroll.errors.StorageException if the folder cannot be created
   */
  public static Staging beside(Path path, Configuration hadoop) {
    Folder target = Folder.of(path, hadoop);
    RunLock lock = RunLock.takeBeside(target);
    try {
      removeDead(target);
      Folder folder = target.parent().folder(prefix(target) + UUID.randomUUID());
      folder.create();
      folder.deleteOnExit();
      return new Staging(target, folder, lock);
    } catch (UnrollException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Removes what runs that were killed left beside a target that is complete, unless another run is
   * at work there.
   */
  public static void tidy(Path path, Configuration hadoop) {
    Folder target = Folder.of(path, hadoop);
    if (leftovers(target).isEmpty()) {
      return;
    }
    try (RunLock lock = RunLock.takeBeside(target)) {
      removeDead(target);
    } catch (TryAgainLaterException e) {
      // Then they are not left over.
    }
  }

  /** With the lock in our hands, all other staging folders are dead runs'. */
  private static void removeDead(Folder target) {
    leftovers(target).stream()
        .filter(name -> name.startsWith(prefix(target)))
        .forEach(target.parent()::remove);
  }

  private static String prefix(Folder target) {
    return "." + target.name() + ".staging-";
  }

  private static List<String> leftovers(Folder target) {
    String staging = prefix(target);
    String lock = RunLock.nameBeside(target);
    return target.parent().list().stream()
        .map(status -> status.getPath().getName())
        .filter(name -> name.startsWith(staging) || name.startsWith(lock))
        .toList();
  }

  /** Returns the folder to write. */
  public Path folder() {
    return folder.path();
  }

  /**
   * Returns the folder in which tasks write; only the files that {@link #keep} moves are published.
   */
  public Path attempts() {
    return attemptsFolder().path();
  }

  private Folder attemptsFolder() {
    return folder.folder("_attempts");
  }

  /** Moves a file that a task wrote into the published folder. */
  public void keep(String attempt, String place) {
    attemptsFolder().move(attempt, folder, place);
  }

  /** Writes a text file in UTF-8. */
  public void write(String name, String text) {
    folder.write(name, text);
  }

  /**
   * Completes the folder: writes {@code _SUCCESS} and renames it to the target.
   *
   * @throws TryAgainLaterException if another run has written the target meanwhile
   */
  public void publish() {
    attemptsFolder().delete();
    write(SUCCESS, "");
    if (!target.list().isEmpty()) {
      throw new TryAgainLaterException(
          "expected no folder or an empty one at " + target + ", found that another run wrote it");
    }
    target.delete();
    folder.renameTo(target);
  }

  @Override
  public void close() {
    try {
      folder.delete();
    } finally {
      lock.close();
    }
  }
}
