package org.unroll.dump.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The part of a file that one task reads: what begins in a range of its bytes. */
public final class FilePart implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final long SMALLEST = 1 << 20;
  private static final long LARGEST = 64 << 20;

  /** More than one, so that no core waits long for the last part of another. */
  private static final long PARTS_PER_CORE = 3;

  private final InputFile file;
  private final long start;
  private final long end;

  /** A range of a file; {@code start} is inclusive, {@code end} exclusive. */
  public FilePart(InputFile file, long start, long end) {
    this.file = file;
    this.start = start;
    this.end = end;
  }

  /**
   * Cuts a file into parts of {@code size} bytes, the last one being shorter; a file that must be
   * read from its beginning is one part.
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

  /** The first byte of the range, as stored. */
  public long start() {
    return start;
  }

  /** The byte after the range, as stored. */
  public long end() {
    return end;
  }

  /**
   * A size of parts that gives every core some, but none that is too small to be worth a task.
   *
   * @param cores as Spark knows them
   */
  public static long size(List<InputFile> files, int cores) {
    long bytes = files.stream().mapToLong(InputFile::length).sum();
    return Math.max(SMALLEST, Math.min(LARGEST, bytes / (PARTS_PER_CORE * cores)));
  }

  @Override
  public String toString() {
    return file + " [" + start + ", " + end + ")";
  }
}
