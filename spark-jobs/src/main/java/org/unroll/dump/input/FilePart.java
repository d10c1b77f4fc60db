package org.unroll.dump.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a file that one task reads: the pages or lines that begin in a range of its bytes.
 */
public final class FilePart implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final long MIN_BYTES = 1 << 20;
  private static final long MAX_BYTES = 64 << 20;

  /** More than one, or cores would wait long for the last part of another core. */
  private static final long PARTS_PER_CORE = 3;

  private final InputFile file;
  private final long start;
  private final long end;

  /** Creates the part of the bytes from {@code start} (inclusive) to {@code end} (exclusive). */
  public FilePart(InputFile file, long start, long end) {
    this.file = file;
    this.start = start;
    this.end = end;
  }

  /**
   * Cuts a file into parts of {@code size} bytes, of which the last may be shorter; a file that
   * must be read from its start is one part.
   */
  public static List<FilePart> cut(InputFile file, long size, boolean splittable) {
    if (!splittable) {
      return List.of(new FilePart(file, 0, file.length()));
    }
    List<FilePart> parts = new ArrayList<>();
    for (long start = 0; start < file.length(); start += size) {
      parts.add(new FilePart(file, start, Math.min(file.length(), start + size)));
    }
    return parts;
  }

  public InputFile file() {
    return file;
  }

  /** Returns the offset of the first stored byte of the range. */
  public long start() {
    return start;
  }

  /** Returns the offset after the last stored byte of the range. */
  public long end() {
    return end;
  }

  /**
   * Returns a size of parts that gives every core several, none too small to be worth a task.
   *
   * @param cores the default parallelism of Spark
   */
  public static long size(List<InputFile> files, int cores) {
    long bytes = files.stream().mapToLong(InputFile::length).sum();
    return Math.max(MIN_BYTES, Math.min(MAX_BYTES, bytes / (PARTS_PER_CORE * cores)));
  }

  @Override
  public String toString() {
    return file + " [" + start + ", " + end + ")";
  }
}
