package org.unroll.checkpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.unroll.files.Folder;

/**
 * The checkpoints of a training run, in its output folder.
 *
 * <pre>
 * checkpoints/round-000120/   one checkpoint
 * latest                      a text file: the name of the newest checkpoint
 * best                        likewise of the one with the lowest validation perplexity
 * </pre>
 *
 * <p>A checkpoint is written aside and renamed, so a folder that has its name is whole. Only the
 * newest, one or several, and the best are kept.
 */
public final class CheckpointStore {

  private static final String CHECKPOINTS = "checkpoints";
  private static final String ROUND = "round-";
  private static final String LATEST = "latest";
  private static final String BEST = "best";

  private static final Comparator<String> OLDEST_FIRST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final Folder run;
  private final int kept;

  /** A store that keeps the newest checkpoint and the best. */
  public CheckpointStore(Folder run) {
    this(run, 1);
  }

  /**
   * A store.
   *
   * @param kept how many of the newest checkpoints are kept, besides the best; at least 1
   */
  public CheckpointStore(Folder run, int kept) {
    this.run = run;
    this.kept = kept;
  }

  /**
   * Writes a checkpoint; then the older ones that are neither among the newest nor best are
   * removed.
   *
   * @param best whether it is the best validated one so far
   * @return its folder
   */
  public Folder write(Snapshot snapshot, boolean best) {
    String name =
        CHECKPOINTS
            + "/"
            + String.format(Locale.ROOT, ROUND + "%06d", snapshot.provenance().round());
    Folder target = run.folder(name);
    Folder aside = run.folder(CHECKPOINTS + "/." + target.path().getName() + ".new");
    aside.delete();
    new CheckpointFolder(aside).write(snapshot);
    target.delete();
    aside.renameTo(target);
    // In this order: a run stopped between the two continues from before this checkpoint, and
    // writes
    // it
    // again; the other way it would never learn that it had been the best.
    if (best) {
      run.replace(BEST, name + "\n");
    }
    run.replace(LATEST, name + "\n");
    removeOthers();
    return target;
  }

  private void removeOthers() {
    String latest = pointer(LATEST).map(folder -> folder.path().getName()).orElse("");
    String best = pointer(BEST).map(folder -> folder.path().getName()).orElse("");
    List<String> found =
        run.folder(CHECKPOINTS).list().stream()
            .map(status -> status.getPath().getName())
            .sorted(OLDEST_FIRST)
            .toList();
    List<String> whole =
        found.stream()
            .filter(name -> name.startsWith(ROUND) && OLDEST_FIRST.compare(name, latest) <= 0)
            .toList();
    List<String> newest = whole.subList(Math.max(0, whole.size() - kept), whole.size());
    for (String name : found) {
      if (!name.equals(latest) && !name.equals(best) && !newest.contains(name)) {
        run.folder(CHECKPOINTS + "/" + name).delete();
      }
    }
  }

  /** The newest checkpoint, if any; it is only checked when it is read. */
  public Optional<Folder> latest() {
    return pointer(LATEST);
  }

  /** The best validated checkpoint, or the newest if none was validated. */
  public Optional<Folder> best() {
    return pointer(BEST).filter(folder -> folder.has(CheckpointFolder.INDEX)).or(this::latest);
  }

  private Optional<Folder> pointer(String name) {
    // A file system without an atomic replacing rename may have lost the name, but not the file
    // written aside.
    return run.textIfPresent(name)
        .or(() -> run.textIfPresent("." + name + ".new"))
        .map(text -> run.folder(text.strip()));
  }
}
