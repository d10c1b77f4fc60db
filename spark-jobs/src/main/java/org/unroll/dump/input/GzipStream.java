package org.unroll.dump.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.files.CorruptDataException;

/**
 * The uncompressed bytes of a gzip file (RFC 1952), which consists of one or more members:
 *
 * <pre>
 *   member: 0x1f 0x8b 8, flags (8 bits), 6 bytes, the fields that the flags name, deflated bytes,
 *           CRC-32 (32 bits), number of uncompressed bytes modulo 2^32 (32 bits)
 * </pre>
 *
 * Zeros may follow the last member. Nothing is held but one buffer, and after damage reading can go
 * on at the next member.
 */
public final class GzipStream extends InputStream {

  private static final int HAS_HEADER_CHECKSUM = 1 << 1;
  private static final int HAS_EXTRA = 1 << 2;
  private static final int HAS_NAME = 1 << 3;
  private static final int HAS_COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;
  private static final int TRAILER_BYTES = 8;

  private final FSDataInputStream stored;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  /** The offset of the buffer's first byte in the file. */
  private long bufferOffset;

  /** The offset of the current member in the file. */
  private long memberStart;

  private boolean inMember;
  private boolean ended;

  /**
   * Creates a stream of uncompressed bytes. Reading throws a {@link CorruptDataException} where the
   * file is damaged.
   *
   * @param stored the file at its first byte; closed with this stream
   */
  public GzipStream(FSDataInputStream stored) {
    this.stored = stored;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, to.length);
    while (length > 0 && (inMember || begin())) {
      int count = inflate(to, from, length);
      if (count > 0) {
        checksum.update(to, from, count);
        return count;
      }
      end();
    }
    return length == 0 ? 0 : -1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Reads the header of the next member; false at the end of the file. */
  private boolean begin() throws IOException {
    if (ended) {
      return false;
    }
    memberStart = bufferOffset + position;
    ended = memberStart > 0 && isAtEnd();
    if (ended) {
      return false;
    }
    try {
      readHeader();
    } catch (EOFException e) {
      throw corrupt("expected the header of a member, found the end of the file");
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  /** Whether nothing but zeros is left. */
  private boolean isAtEnd() throws IOException {
    while (position < limit || fill()) {
      if (buffer[position] != 0) {
        return false;
      }
      position++;
    }
    return true;
  }

  private void readHeader() throws IOException {
    if (next() != 0x1f || next() != 0x8b || next() != 8) {
      throw corrupt("expected the header of a member, found other bytes");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw corrupt("found a header with unknown flags");
    }
    skipStored(6);
    if ((flags & HAS_EXTRA) != 0) {
      skipStored(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipString();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipString();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      skipStored(2);
    }
  }

  private void skipStored(int count) throws IOException {
    for (int skipped = 0; skipped < count; skipped++) {
      next();
    }
  }

  private void skipString() throws IOException {
    while (next() != 0) {
      // The name of the file, or a comment.
    }
  }

  /** Returns the next uncompressed bytes of the member; 0 at its end. */
  private int inflate(byte[] to, int from, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(to, from, length);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          position = limit - inflater.getRemaining();
          return 0;
        }
        if (inflater.needsDictionary()) {
          throw corrupt("found bytes that are not deflated");
        }
        if (position == limit && !fill()) {
          throw corrupt("expected the rest of a member, found the end of the file");
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
      }
    } catch (DataFormatException e) {
      throw corrupt("found bytes that are not deflated");
    }
  }

  /** Verifies the end of a member. */
  private void end() throws IOException {
    long trailer = 0;
    try {
      for (int shift = 0; shift < TRAILER_BYTES * Byte.SIZE; shift += Byte.SIZE) {
        trailer |= (long) next() << shift;
      }
    } catch (EOFException e) {
      throw corrupt("expected the checksum of a member, found the end of the file");
    }
    inMember = false;
    if ((int) trailer != (int) checksum.getValue()
        || (int) (trailer >>> Integer.SIZE) != (int) inflater.getBytesWritten()) {
      throw corrupt("found bytes that do not match the checksum of their member");
    }
  }

  /**
   * Moves past the damaged member at which {@link #read} has just failed to the next one.
   *
   * @return the number of stored bytes of the damaged member, up to the next one
   */
  public long skipDamage() throws IOException {
    long damaged = memberStart;
    inMember = false;
    seek(damaged + 1);
    long next = findMember();
    ended = next < 0;
    if (ended) {
      return bufferOffset + limit - damaged;
    }
    seek(next);
    return next - damaged;
  }

  private void seek(long offset) throws IOException {
    stored.seek(offset);
    bufferOffset = offset;
    position = 0;
    limit = 0;
  }

  /**
   * Returns the offset of the next bytes that may be the header of a member; -1 if there are none.
   */
  private long findMember() throws IOException {
    int window = 0;
    long seen = 0;
    while (position < limit || fill()) {
      window = window << Byte.SIZE | buffer[position++] & 0xff;
      seen++;
      if (seen >= 4 && window >>> Byte.SIZE == 0x1f8b08 && (window & RESERVED) == 0) {
        return bufferOffset + position - 4;
      }
    }
    return -1;
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException();
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    bufferOffset += limit;
    position = 0;
    limit = 0;
    int read = stored.read(buffer, 0, buffer.length);
    limit = Math.max(0, read);
    return read > 0;
  }

  private CorruptDataException corrupt(String message) {
    return new CorruptDataException(
        "damaged gzip data in the member at byte " + memberStart + ": " + message);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    stored.close();
  }
}
