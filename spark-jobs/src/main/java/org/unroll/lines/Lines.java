package org.unroll.lines;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;
import org.unroll.bzip2.Bzip2InputStream;
import org.unroll.dump.AllBytes;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.GzipStream;
import org.unroll.dump.input.InputFile;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.CorruptDataException;
import org.unroll.files.StrictDecoder;

/**
 * The lines that begin in a part of a text file, without their line breaks, in the encoding that
 * the file's byte order mark tells, or else the given one. A line belongs to the part in which it
 * begins, so each line is read exactly once, however the file is cut. A compressed file is one
 * part.
 */
public final class Lines implements Iterator<String>, Closeable {

  /** What is wanted of damaged compressed data. */
  private enum Reading {
    ALL,
    READABLE
  }

  private final InputFile file;
  private final Damage damage;
  private final InputStream stream;

  /** The stream, if reading goes on after damage to it. */
  private final @Nullable AllBytes resumable;

  private final StrictDecoder decoder;

  /** The number of bytes of a line feed. */
  private final int unit;

  private final StoredLines lines;
  private LineTally tally;

  /** Whether the next line is the rest of one whose beginning was damaged. */
  private boolean cut;

  /** The offset of the next line, and the last one at which a line of the part may begin. */
  private long position;

  private final long end;
  private @Nullable String next;

  /** The lines of the part up to and with the next one, and with the one returned last. */
  private long nextNumber;

  private long number;

  private Lines(FilePart part, TextFormat format, Reading reading, FSDataInputStream stored)
      throws IOException {
    file = part.file();
    damage = format.damage();
    boolean plain = file.storage() == InputFile.Storage.PLAIN;
    resumable = reading == Reading.READABLE && !plain ? AllBytes.of(file, stored) : null;
    stream = resumable == null ? uncompressed(file, stored) : resumable;
    tally = new LineTally(file.toString(), format.encodingName());
    byte[] beginning = beginning(unit(format.encoding()));
    ByteOrderMark mark = ByteOrderMark.of(beginning);
    Charset encoding = mark.encoding(format.encoding());
    decoder = new StrictDecoder(encoding);
    long damagedBytes = tally.damagedBytes();
    tally = newTally();
    tally.skipBytes(damagedBytes);
    unit = unit(encoding);
    end = plain ? align(part.end(), unit) : Long.MAX_VALUE;
    long start = align(part.start(), unit);
    if (start == 0) {
      int length = mark.length();
      InputStream rest =
          new ByteArrayInputStream(beginning, length, Math.max(0, beginning.length - length));
      lines = new StoredLines(new SequenceInputStream(rest, stream), length, encoding);
    } else {
      stored.seek(start);
      lines = new StoredLines(stream, start, encoding);
      // A line that begins exactly at the end of a part is read by that part: the next part drops
      // its first line, as it cannot know whether that line is whole.
      lines.next();
      position = lines.nextOffset();
    }
    next = read();
  }

  /** Reads as many bytes as a byte order mark may have; none if they are damaged. */
  private byte[] beginning(int unit) throws IOException {
    try {
      return stream.readNBytes(ByteOrderMark.MAX_LENGTH);
    } catch (CorruptDataException e) {
      skip(e, unit);
      return new byte[0];
    }
  }

  /** Returns the number of bytes of a line feed. */
  private static int unit(Charset encoding) {
    return "\n".getBytes(encoding).length;
  }

  /** Returns the offset of the first character at or after {@code offset}. */
  private static long align(long offset, int unit) {
    return (offset + unit - 1) / unit * unit;
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
   * @throws BadDataException if the file cannot be read, or is no text in the encoding
   */
  public static Lines open(FilePart part, TextFormat format, Configuration hadoop) {
    return open(part, format, Reading.ALL, hadoop);
  }

  /**
   * Opens the lines of a part, each of which stands for itself: where damage is skipped, those that
   * damage to compressed data leaves are read.
   *
   * @throws BadDataException if the file cannot be read, or is no text in the encoding
   */
  public static Lines openReadable(FilePart part, TextFormat format, Configuration hadoop) {
    Reading reading = format.damage() == Damage.SKIP ? Reading.READABLE : Reading.ALL;
    return open(part, format, reading, hadoop);
  }

  private static Lines open(
      FilePart part, TextFormat format, Reading reading, Configuration hadoop) {
    try {
      FSDataInputStream stored = part.file().open(hadoop);
      try {
        return new Lines(part, format, reading, stored);
      } catch (IOException | RuntimeException e) {
        stored.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(part.file(), e);
    }
  }

  /** Returns the bytes that are stored, decompressed. */
  public static InputStream uncompressed(InputFile file, FSDataInputStream stored) {
    return switch (file.storage()) {
      case PLAIN -> stored;
      case GZIP -> new GzipStream(stored);
      case BZIP2 -> new Bzip2InputStream(stored);
    };
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /**
   * Returns the next line.
   *
   * @throws BadDataException if the file cannot be read to its end, or is no text in the encoding
   */
  @Override
  public String next() {
    String current = next;
    if (current == null) {
      throw new NoSuchElementException();
    }
    number = nextNumber;
    try {
      next = read();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return current;
  }

  /** Returns the number of the line returned last, from 1 in its part; skipped lines count too. */
  public long number() {
    return number;
  }

  /** Returns the number of lines read, skipped ones included: at the end, those of the part. */
  public long linesRead() {
    return nextNumber;
  }

  /** Returns the tally of the lines read since the last call. */
  public LineTally takeTally() {
    LineTally taken = tally;
    tally = newTally();
    return taken;
  }

  private LineTally newTally() {
    return new LineTally(file.toString(), decoder.encoding().name());
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private @Nullable String read() throws IOException {
    while (position <= end && move()) {
      position = lines.nextOffset();
      nextNumber++;
      String text = decoder.decode(lines.buffer(), lines.start(), lines.length());
      if (text != null) {
        refuseBinary(text);
        tally.keep();
        return text;
      }
      if (damage == Damage.REFUSE) {
        throw undecodable();
      }
      tally.skip();
    }
    return null;
  }

  /** Moves to the next line that damage to compressed data has not cut. */
  private boolean move() throws IOException {
    while (true) {
      try {
        if (!lines.next()) {
          return false;
        }
        if (!cut) {
          return true;
        }
        cut = false;
      } catch (CorruptDataException e) {
        skip(e, unit);
        lines.resume();
      }
    }
  }

  /** Goes on after damage; where a character has several bytes, it is unknown which come next. */
  private void skip(CorruptDataException error, int unit) throws IOException {
    if (resumable == null || unit > 1) {
      throw error;
    }
    tally.skipBytes(resumable.skipDamage());
    cut = true;
  }

  private void refuseBinary(String text) {
    int binary = BinaryData.firstControl(text);
    if (binary >= 0) {
      int before = text.substring(0, binary).getBytes(decoder.encoding()).length;
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected text in %s, found the control character U+%04X at %s; %s",
              file,
              decoder.encoding(),
              (int) text.charAt(binary),
              place(before),
              otherEncoding()));
    }
  }

  private BadDataException undecodable() {
    int before = decoder.decodable(lines.buffer(), lines.start(), lines.length());
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "%s: expected text in %s, found the byte 0x%02X at %s; %s, or skip and count damaged"
                + " lines with --skip-corrupt",
            file,
            decoder.encoding(),
            lines.buffer()[lines.start() + before] & 0xff,
            place(before),
            otherEncoding()));
  }

  private String place(int beforeInLine) {
    return "byte "
        + (lines.offset() + beforeInLine)
        + (file.storage() == InputFile.Storage.PLAIN ? "" : " of its text");
  }

  private String otherEncoding() {
    String guess =
        BinaryData.guessEncoding(lines.buffer(), lines.start(), lines.length(), lines.offset());
    return guess == null
        ? "the file is in another encoding, to be given with --encoding, such as windows-1252, or"
            + " it is no text"
        : "the file seems to be in " + guess + ", to be given with --encoding " + guess;
  }

  private static BadDataException unreadable(InputFile file, IOException error) {
    String advice =
        error instanceof CorruptDataException
            ? "; fetch the file again, or skip and count what is damaged with --skip-corrupt"
            : "";
    return new BadDataException(
        "cannot read " + file + " to its end: " + ErrorMessage.firstLine(error) + advice, error);
  }
}
