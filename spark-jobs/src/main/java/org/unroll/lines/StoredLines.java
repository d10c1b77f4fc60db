package org.unroll.lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.unroll.errors.BadDataException;

/**
 * The lines of a stream as bytes of an encoding. A line ends with a line feed, a carriage return,
 * or both.
 */
final class StoredLines {

  /** The longest line, in bytes. */
  static final int MAX_BYTES = 1 << 28;

  private final InputStream stream;

  /** The bytes of a line feed and of a carriage return, of the same number. */
  private final byte[] lineFeed;

  private final byte[] carriageReturn;
  private final int unit;

  private byte[] buffer = new byte[1 << 16];
  private int limit;
  private boolean streamEnded;

  /** The offset of the buffer's first byte in the text. */
  private long before;

  // The current line, in the buffer.

  private int start;
  private int length;

  /** The index of the byte after its end of line. */
  private int next;

  /**
   * Creates the lines of a stream.
   *
   * @param offset the offset of its next byte in the text
   */
  StoredLines(InputStream stream, long offset, Charset encoding) {
    this.stream = stream;
    this.before = offset;
    this.lineFeed = "\n".getBytes(encoding);
    this.carriageReturn = "\r".getBytes(encoding);
    this.unit = lineFeed.length;
  }

  /**
   * Moves to the next line.
   *
   * @return whether there is one
   * @throws BadDataException if it is too long to be held
   */
  boolean next() throws IOException {
    start = next;
    int at = start;
    while (true) {
      at = findEnd(at);
      if (at + unit <= limit) {
        length = at - start;
        next = at + unit;
        if (isAt(carriageReturn, at) && ready(unit) && isAt(lineFeed, next)) {
          next += unit;
        }
        return true;
      }
      int searched = at - start;
      if (!fill()) {
        length = limit - start;
        next = limit;
        return length > 0;
      }
      at = start + searched;
    }
  }

  /** Drops the line that damage has cut, and goes on where the stream does. */
  void resume() {
    before += limit;
    start = 0;
    length = 0;
    next = 0;
    limit = 0;
    streamEnded = false;
  }

  private int findEnd(int from) {
    int at = from;
    if (unit == 1) {
      byte feed = lineFeed[0];
      byte carriage = carriageReturn[0];
      while (at < limit && buffer[at] != feed && buffer[at] != carriage) {
        at++;
      }
      return at;
    }
    while (at + unit <= limit && !isAt(lineFeed, at) && !isAt(carriageReturn, at)) {
      at += unit;
    }
    return at;
  }

  private boolean isAt(byte[] character, int at) {
    return Arrays.equals(buffer, at, at + unit, character, 0, unit);
  }

  /** Reads more until {@code wanted} bytes follow the line; false if the stream ends before. */
  private boolean ready(int wanted) throws IOException {
    while (limit - next < wanted) {
      int shift = start;
      if (!fill()) {
        return false;
      }
      next -= shift;
    }
    return true;
  }

  /** Reads more; the bytes from the start of the line are kept. */
  private boolean fill() throws IOException {
    if (streamEnded) {
      return false;
    }
    System.arraycopy(buffer, start, buffer, 0, limit - start);
    before += start;
    limit -= start;
    start = 0;
    if (limit == buffer.length) {
      if (limit >= MAX_BYTES) {
        throw new BadDataException(
            "expected lines of at most 268,435,456 bytes, found a longer one at byte " + before);
      }
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
    int read = stream.read(buffer, limit, buffer.length - limit);
    streamEnded = read < 0;
    limit += Math.max(0, read);
    return !streamEnded;
  }

  /** Returns the buffer, in which the line is at {@code [start(), start() + length())}. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /** Returns the length of the line without its end, in bytes. */
  int length() {
    return length;
  }

  /** Returns the offset of the line in the text. */
  long offset() {
    return before + start;
  }

  /** Returns the offset of the byte after the line and its end. */
  long nextOffset() {
    return before + next;
  }
}
