package org.unroll.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.WindowConfig;
import org.unroll.errors.BadDataException;

/** The windows of a split, in the order of its files. */
final class SplitWindows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String[] files;
  private final long[] examples; // of each file
  private final int length;
  private final int stride;
  private final int vocabularySize;

  SplitWindows(WindowConfig window, int vocabularySize, Manifest.SplitCounts split, Path folder) {
    List<Manifest.ExampleFile> written = split.files();
    files =
        written.stream()
            .map(file -> new Path(folder, file.name()).toString())
            .toArray(String[]::new);
    examples = written.stream().mapToLong(Manifest.ExampleFile::examples).toArray();
    length = window.length();
    stride = window.stride();
    this.vocabularySize = vocabularySize;
  }

  /** Whether the windows leave ids out, so that each is a sequence of its own. */
  boolean haveGaps() {
    return stride > length;
  }

  /** Reads the windows from number {@code from} to the last. */
  Cursor from(long from, Configuration hadoop) {
    return new Cursor(from, hadoop);
  }

  /** A place among the windows. */
  final class Cursor implements Closeable {

    private final Configuration hadoop;
    private int file; // the next to open
    private long ahead; // windows of that file to skip
    private long number;
    private WindowReader.@Nullable Rows reader;

    private Cursor(long from, Configuration hadoop) {
      this.hadoop = hadoop;
      this.number = from - 1;
      this.ahead = from;
      while (file < files.length && ahead >= examples[file]) {
        ahead -= examples[file++];
      }
    }

    /** Moves to the next window, if there is one. */
    boolean next() {
      try {
        WindowReader.Rows open = reader;
        while (open == null || !open.next()) {
          close();
          if (file == files.length) {
            return false;
          }
          open =
              new WindowReader(new Path(files[file]), hadoop, length, vocabularySize).open(ahead);
          reader = open;
          if (open.windows() != examples[file]) {
            throw new BadDataException(
                String.format(
                    Locale.ROOT,
                    "%s: expected %d windows as the manifest says, found %d; prepare the data again",
                    files[file],
                    examples[file],
                    open.windows()));
          }
          file++;
          ahead = 0;
        }
        number++;
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The number of the window in the split, from 0. */
    long number() {
      return number;
    }

    /** The place of its first id in its sequence. */
    long position() {
      return window().position();
    }

    /** The ids of the window; valid until the next one. */
    int[] ids() {
      return window().ids();
    }

    /** Whether a sequence begins with the window. */
    boolean beginsSequence() {
      return position() == 0 || haveGaps();
    }

    private WindowReader.Rows window() {
      return java.util.Objects.requireNonNull(reader);
    }

    @Override
    public void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }
}
