package org.unroll.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.ErrorMessage;

/**
 * A folder beside the one to be written, renamed to it when all is there. Closing it before removes
 * it, so that a failure leaves nothing behind.
 */
public final class Staging implements AutoCloseable {

  /** The file that is written last. */
  public static final String SUCCESS = "_SUCCESS";

  private final FileSystem files;
  private final Path target;
  private final Path folder;

  private Staging(FileSystem files, Path target) {
    this.files = files;
    this.target = target;
    this.folder =
        new Path(target.getParent(), "." + target.getName() + ".staging-" + UUID.randomUUID());
  }

  /**
   * Makes the folder.
   *
   * @throws ConfigurationException if it cannot be written there
   */
  public static Staging beside(Path target, Configuration hadoop) {
    try {
      FileSystem files = target.getFileSystem(hadoop);
      Staging staging = new Staging(files, files.makeQualified(target));
      if (!files.mkdirs(staging.folder)) {
        throw new IOException("the folder cannot be made");
      }
      files.deleteOnExit(staging.folder);
      return staging;
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot write to " + target + ": " + ErrorMessage.firstLine(e), e);
    }
  }

  /** Where to write. */
  public Path folder() {
    return folder;
  }

  /** Where tasks write; only what {@link #keep} moves out of it stays. */
  public Path attempts() {
    return new Path(folder, "_attempts");
  }

  /** Moves a file that a task wrote to its place in the folder. */
  public void keep(String attempt, String place) throws IOException {
    Path to = new Path(folder, place);
    files.mkdirs(to.getParent());
    if (!files.rename(new Path(attempts(), attempt), to)) {
      throw new IOException("cannot rename " + attempt + " to " + to);
    }
  }

  /** Writes a text file. */
  public void write(String name, String text) throws IOException {
    try (FSDataOutputStream stream = files.create(new Path(folder, name), true)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Ends with {@code _SUCCESS} and the rename. */
  public void publish() throws IOException {
    files.delete(attempts(), true);
    write(SUCCESS, "");
    if (files.exists(target)) {
      // Only an empty folder is ever here: the job looked before it began.
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
