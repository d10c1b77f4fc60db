package org.unroll.files;

import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Paths as a user writes them. A colon is part of a name unless what stands before it can only be
 * the scheme of a file system, as in {@code hdfs://host/data} and {@code file:/data}.
 */
public final class Paths {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  private Paths() {}

  /**
   * Returns the path that a user wrote.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static Path of(String text) {
    return SCHEME.matcher(text).matches() ? new Path(text) : new Path(null, null, text);
  }

  /** Returns the file or folder of a name, which may hold a colon, in a folder. */
  public static Path child(Path folder, String name) {
    return new Path(folder, new Path(null, null, name));
  }
}
