package org.unroll.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;

/**
 * The lines of a stream of text in UTF-8, without their ends: a line feed, a carriage return, or
 * both. A byte order mark at the beginning is dropped. A stream that waits for more, such as a
 * pipe, gives each line as soon as its end is there.
 */
public final class Utf8Lines implements Closeable {

  private static final int MAX_LINE_BYTES = 1 << 26;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream stream;
  private final String name;
  private final StrictDecoder decoder = new StrictDecoder(StandardCharsets.UTF_8);
  private byte[] buffer = new byte[1 << 16];
  private int begin; // of the next line in the buffer
  private int scanned; // before it, the next line has no end
  private int end; // of what was read
  private long offset; // of the byte at begin in the stream
  private long line; // the number of the next line, from 1
  private boolean afterCarriageReturn;

  /**
   * The lines of a stream.
   *
   * @param name of the stream, for messages
   */
  public Utf8Lines(InputStream stream, String name) {
    this.stream = stream;
    this.name = name;
  }

  /**
   * Reads the next line, and waits for it if need be.
   *
   * @return null at the end of the stream
   * @throws BadDataException if it is not UTF-8, has a NUL, or is too long
   */
  public @Nullable String next() throws IOException {
    line++;
    while (!hasEndOfLine()) {
      if (!fill()) {
        return begin == end ? null : take(end, end);
      }
    }
    afterCarriageReturn = buffer[scanned] == '\r';
    return take(scanned, scanned + 1);
  }

  /** Whether the next line is there with its end, so that {@link #next} does not wait. */
  public boolean ready() throws IOException {
    while (!hasEndOfLine()) {
      if (stream.available() == 0 || !fill()) {
        return false;
      }
    }
    return true;
  }

  /** Looks for the end of the line that begins at {@code begin}. */
  private boolean hasEndOfLine() {
    if (afterCarriageReturn && begin < end) {
      afterCarriageReturn = false;
      if (buffer[begin] == '\n') {
        begin++;
        offset++;
        scanned = begin;
      }
    }
    while (scanned < end && buffer[scanned] != '\n' && buffer[scanned] != '\r') {
      scanned++;
    }
    return scanned < end;
  }

  /** Reads more bytes; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      scanned -= begin;
      end -= begin;
      begin = 0;
    }
    if (end == buffer.length) {
      if (end >= MAX_LINE_BYTES) {
        throw bad("lines of at most " + MAX_LINE_BYTES + " bytes", "a longer one", offset);
      }
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = stream.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read > 0;
  }

  /** Takes the line up to {@code to}; the next begins at {@code next}. */
  private String take(int to, int next) {
    if (offset == 0 && Arrays.equals(buffer, begin, Math.min(to, begin + 3), MARK, 0, 3)) {
      begin += MARK.length;
      offset += MARK.length;
    }
    String text = decode(begin, to);
    offset += next - begin;
    begin = next;
    scanned = next;
    return text;
  }

  private String decode(int from, int to) {
    String text = decoder.decode(buffer, from, to - from);
    if (text == null) {
      int before = decoder.decodable(buffer, from, to - from);
      throw bad(
          "text in UTF-8",
          String.format(Locale.ROOT, "the byte 0x%02X", buffer[from + before]),
          offset + before);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      int before = text.substring(0, nul).getBytes(StandardCharsets.UTF_8).length;
      throw bad("text in UTF-8", "a NUL, as in UTF-16 and in binary data,", offset + before);
    }
    return text;
  }

  private BadDataException bad(String expected, String found, long place) {
    return new BadDataException(
        name
            + ": expected "
            + expected
            + ", found "
            + found
            + " at byte "
            + place
            + ", in line "
            + line
            + (expected.startsWith("text") ? "; convert it first, for example with iconv" : ""));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
