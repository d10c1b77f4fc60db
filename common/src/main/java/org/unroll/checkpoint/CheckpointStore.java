package org.unroll.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.unroll.errors.BadDataException;
import org.unroll.errors.UnrollException;
import org.unroll.files.Folder;

/**
 * The checkpoints of a training run, in its output folder.
 *
 * <pre>
 * checkpoints/round-000120/   one checkpoint
 * latest                      a text file: the name of the newest checkpoint
 * best                        likewise of the one with the best value of the objective
 * </pre>
 *
 * <p>A checkpoint is written aside and renamed, and its index, which is written last, is removed
 * first: so a folder that has the name and the index is whole. The newest, the one before it and
 * the best are kept. A {@code latest} that is missing or names no checkpoint is rebuilt from those
 * that stand there.
 */
public final class CheckpointStore {

  private static final String CHECKPOINTS = "checkpoints";
  private static final String LATEST = "latest";
  private static final String BEST = "best";
  private static final Pattern NAME = Pattern.compile("round-\\d{6,10}");

  /** The newest, and one to fall back to if that is damaged. */
  private static final int KEPT = 2;

  private static final String NEW = ".new";
  private static final String OLD = ".old";

  private final Folder run;
  private final Folder all;
  private final int kept;

  /** A store that keeps the newest checkpoint, the one before it and the best. */
  public CheckpointStore(Folder run) {
    this(run, KEPT);
  }

  /**
   * A store.
   *
   * @param kept how many of the newest checkpoints are kept, besides the best; at least 1
   */
  public CheckpointStore(Folder run, int kept) {
    this.run = run;
    this.all = run.folder(CHECKPOINTS);
    this.kept = kept;
  }

  /**
   * Writes a checkpoint; then the older ones that are not kept are removed.
   *
   * @param best whether it is the best validated one so far
   * @return its folder
   */
  public Folder write(Snapshot snapshot, boolean best) {
    String name = String.format(Locale.ROOT, "round-%06d", snapshot.provenance().round());
    Folder target = all.folder(name);
    Folder aside = hidden(name, NEW);
    aside.delete();
    writeOrRemove(snapshot, aside);
    if (target.exists()) {
      hidden(name, OLD).delete();
      target.renameTo(hidden(name, OLD));
    }
    aside.renameTo(target);
    // In this order: a run stopped between the two continues from before this checkpoint, and
    // writes it again; the other way it would never learn that it had been the best.
    if (best) {
      point(BEST, name);
    }
    point(LATEST, name);
    removeOthers(name);
    return target;
  }

  /** Half a checkpoint would only take room, which may be what is missing. */
  private static void writeOrRemove(Snapshot snapshot, Folder folder) {
    try {
      new CheckpointFolder(folder).write(snapshot);
    } catch (RuntimeException e) {
      try {
        folder.delete();
      } catch (UnrollException failure) {
        e.addSuppressed(failure);
      }
      throw e;
    }
  }

  private Folder hidden(String name, String suffix) {
    return all.folder("." + name + suffix);
  }

  private void point(String pointer, String name) {
    String text = CHECKPOINTS + "/" + name + "\n";
    if (!run.textIfPresent(pointer).equals(Optional.of(text))) {
      run.replace(pointer, text);
    }
  }

  private void removeOthers(String latest) {
    List<String> needed =
        new ArrayList<>(
            standing().filter(name -> byRound(name) <= byRound(latest)).limit(kept).toList());
    named(BEST).ifPresent(needed::add);
    for (FileStatus status : all.list()) {
      String name = status.getPath().getName();
      if (!needed.contains(name)) {
        all.remove(name + "/" + CheckpointFolder.INDEX);
        all.remove(name);
      }
    }
  }

  /**
   * Puts the folder in order after a run that was killed: finishes what it was doing and removes
   * what it left. For the holder of the run's lock alone.
   */
  public void recover() {
    for (FileStatus status : all.list()) {
      String hidden = status.getPath().getName();
      if (hidden.startsWith(".") && hidden.endsWith(OLD)) {
        Folder replaced = all.folder(hidden.substring(1, hidden.length() - OLD.length()));
        if (!replaced.exists()) {
          all.folder(hidden).renameTo(replaced);
        }
      }
    }
    named(LATEST).or(() -> standing().findFirst()).ifPresent(name -> point(LATEST, name));
    named(BEST).ifPresent(name -> point(BEST, name));
    named(LATEST).ifPresent(this::removeOthers);
    for (FileStatus status : run.list()) {
      String name = status.getPath().getName();
      if (name.startsWith(".") && name.endsWith(NEW)) {
        run.remove(name);
      }
    }
  }

  /** Makes the checkpoint of a round the best, if it is there. */
  public void nameBest(int round) {
    String name = String.format(Locale.ROOT, "round-%06d", round);
    if (all.folder(name).exists()) {
      point(BEST, name);
    }
  }

  /** Returns the newest checkpoint, if any; it is only checked when it is read. */
  public Optional<Folder> latest() {
    return newestFirst().findFirst().map(all::folder);
  }

  /**
   * Reads the newest checkpoint that is whole.
   *
   * @param passedOver is told, in a line, of each that is not
   * @throws BadDataException if there are checkpoints, and none is whole
   */
  public Optional<Snapshot> readLatest(Consumer<String> passedOver) {
    List<String> names = newestFirst().toList();
    BadDataException first = null;
    for (int index = 0; index < names.size(); index++) {
      try {
        return Optional.of(new CheckpointFolder(all.folder(names.get(index))).read());
      } catch (BadDataException e) {
        first = first == null ? e : first;
        if (index + 1 < names.size()) {
          passedOver.accept(
              e.getMessage() + "; continuing from the checkpoint before, " + names.get(index + 1));
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return Optional.empty();
  }

  /** Returns the best validated checkpoint, or the newest if none was validated. */
  public Optional<Folder> best() {
    return named(BEST)
        .map(all::folder)
        .filter(folder -> folder.has(CheckpointFolder.INDEX))
        .or(this::latest);
  }

  /**
   * The checkpoint that {@code latest} names and those before it; one after it was not finished,
   * and is trained again. All of them if it names none.
   */
  private Stream<String> newestFirst() {
    Optional<String> latest = named(LATEST);
    return latest.isEmpty()
        ? standing()
        : Stream.concat(
            latest.stream(), standing().filter(name -> byRound(name) < byRound(latest.get())));
  }

  /** The names of the checkpoints that stand there, the newest first. */
  private Stream<String> standing() {
    return all.list().stream()
        .map(status -> status.getPath().getName())
        .filter(name -> NAME.matcher(name).matches())
        .filter(name -> all.folder(name).has(CheckpointFolder.INDEX))
        .sorted(Comparator.comparingLong(CheckpointStore::byRound).reversed());
  }

  private static long byRound(String name) {
    return Long.parseLong(name.substring(name.indexOf('-') + 1));
  }

  /** The name in a file, unless the file is missing or damaged or its checkpoint is gone. */
  private Optional<String> named(String pointer) {
    // A file system without an atomic replacing rename may have lost the name, but not the file
    // written aside.
    return Stream.of(pointer, Folder.aside(pointer))
        .flatMap(file -> run.textIfPresent(file).stream())
        .map(text -> text.strip().replaceFirst("^" + CHECKPOINTS + "/", ""))
        .filter(name -> NAME.matcher(name).matches())
        .filter(name -> all.folder(name).exists())
        .findFirst();
  }
}
