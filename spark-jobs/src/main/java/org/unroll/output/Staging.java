package org.unroll.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.StorageException;
import org.unroll.files.FileErrors;
import org.unroll.files.Paths;

/**
 * A folder beside the target, renamed to it when it is complete. Closing it before that removes it,
 * so a failure leaves nothing behind.
 */
public final class Staging implements AutoCloseable {

  /** The name of the file that is written last. */
  public static final String SUCCESS = "_SUCCESS";

  private final FileSystem files;
  private final Path target;
  private final Path folder;

  private Staging(FileSystem files, Path target) {
    this.files = files;
    this.target = target;
    this.folder =
        Paths.child(target.getParent(), "." + target.getName() + ".staging-" + UUID.randomUUID());
  }

  /**
   * Creates the folder.
   *
   * @throws StorageException if it cannot be created
   */
  public static Staging beside(Path target, Configuration hadoop) {
    try {
      FileSystem files = target.getFileSystem(hadoop);
      Staging staging = new Staging(files, files.makeQualified(target));
      if (!files.mkdirs(staging.folder)) {
        throw new IOException("the folder cannot be created");
      }
      files.deleteOnExit(staging.folder);
      return staging;
    } catch (IOException e) {
      throw FileErrors.cannot("write to", target, e);
    }
  }

  /** Returns the folder to write. */
  public Path folder() {
    return folder;
  }

  /**
   * Returns the folder in which tasks write; only the files that {@link #keep} moves are published.
   */
  public Path attempts() {
    return new Path(folder, "_attempts");
  }

  /** Moves a file that a task wrote into the published folder. */
  public void keep(String attempt, String place) throws IOException {
    Path to = new Path(folder, place);
    files.mkdirs(to.getParent());
    if (!files.rename(new Path(attempts(), attempt), to)) {
      throw new IOException("cannot rename " + attempt + " to " + to);
    }
  }

  /** Writes a text file in UTF-8. */
  public void write(String name, String text) throws IOException {
    try (FSDataOutputStream stream = files.create(new Path(folder, name), true)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Completes the folder: writes {@code _SUCCESS} and renames it to the target. */
  public void publish() throws IOException {
    files.delete(attempts(), true);
    write(SUCCESS, "");
    if (files.exists(target)) {
      // It can only be an empty folder: the job has checked before it began.
      files.delete(target, false);
    }
    if (!files.rename(folder, target)) {
      throw new IOException("cannot rename " + folder + " to " + target);
    }
    files.cancelDeleteOnExit(folder);
  }

  @Override
  public void close() throws IOException {
    if (files.exists(folder)) {
      files.delete(folder, true);
    }
  }
}
