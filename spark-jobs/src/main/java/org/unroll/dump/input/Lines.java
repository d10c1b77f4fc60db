package org.unroll.dump.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.jspecify.annotations.Nullable;
import org.unroll.bzip2.Bzip2InputStream;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;

/**
 * The lines that begin in a part of a UTF-8 text file, without their line breaks. A line belongs to
 * the part in which it begins, so each line is read exactly once, however the file is cut. A
 * compressed file is one part.
 */
public final class Lines implements Iterator<String>, Closeable {

  private final FilePart part;
  private final InputStream stream;
  private final LineReader reader;
  private final Text line = new Text();
  private final long end;
  private long position;
  private @Nullable String next;

  private Lines(FilePart part, InputStream stream) throws IOException {
    this.part = part;
    this.stream = stream;
    this.reader = new LineReader(stream, 1 << 16);
    this.end = part.file().storage() == InputFile.Storage.PLAIN ? part.end() : Long.MAX_VALUE;
    // A line that begins exactly at the end of a part is read by that part: the next part drops its
    // first line, as it cannot know whether that line is whole.
    this.position = part.start() == 0 ? 0 : part.start() + reader.readLine(line);
    this.next = read();
  }

  /** Cuts files into parts of {@code size} bytes. */
  public static List<FilePart> parts(List<InputFile> files, long size) {
    List<FilePart> parts = new ArrayList<>();
    for (InputFile file : files) {
      parts.addAll(FilePart.cut(file, size, file.storage() == InputFile.Storage.PLAIN));
    }
    return parts;
  }

  /**
   * Opens the lines of a part.
   *
   * @throws BadDataException if the file cannot be read
   */
  public static Lines open(FilePart part, Configuration hadoop) {
    try {
      FSDataInputStream stored = part.file().open(hadoop);
      stored.seek(part.start());
      return new Lines(part, plain(part.file(), stored));
    } catch (IOException e) {
      throw unreadable(part, e);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /**
   * Returns the next line.
   *
   * @throws BadDataException if the file cannot be read to its end
   */
  @Override
  public String next() {
    String current = next;
    if (current == null) {
      throw new NoSuchElementException();
    }
    try {
      next = read();
    } catch (IOException e) {
      throw unreadable(part, e);
    }
    return current;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private @Nullable String read() throws IOException {
    if (position > end) {
      return null;
    }
    int read = reader.readLine(line);
    if (read == 0) {
      return null;
    }
    String text = line.toString();
    // Some editors put a byte order mark before the first line.
    boolean marked = position == 0 && text.startsWith("\uFEFF");
    position += read;
    return marked ? text.substring(1) : text;
  }

  private static InputStream plain(InputFile file, FSDataInputStream stored) throws IOException {
    return switch (file.storage()) {
      case PLAIN -> stored;
      case GZIP -> new GzipStream(stored);
      case BZIP2 -> new Bzip2InputStream(stored);
    };
  }

  private static BadDataException unreadable(FilePart part, IOException error) {
    return new BadDataException(
        "cannot read " + part.file() + " to its end: " + ErrorMessage.firstLine(error), error);
  }
}
