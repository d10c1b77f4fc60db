package org.unroll.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The blocks of a bzip2 file, from its begin or from any byte on. A file is one stream or several
 * in a row:
 *
 * <pre>
 *   stream: 'B' 'Z' 'h' '1'..'9', blocks, 0x177245385090, sum (32 bits), padding to a byte
 *   block:  0x314159265359, sum (32 bits), codes and symbols; begins and ends at any bit
 * </pre>
 *
 * A block depends on no other, so it can be decoded wherever its magic number is found.
 */
public final class Bzip2Blocks {

  private static final long BLOCK = 0x314159265359L;
  private static final long END_OF_STREAM = 0x177245385090L;
  private static final int MAGIC_BITS = 48;
  private static final int STREAM_MAGIC = 'B' << 16 | 'Z' << 8 | 'h';

  private final BitReader in;
  private final BlockDecoder decoder;
  private long begin;

  /**
   * Reads from a stream, which the caller closes.
   *
   * @param offset where the stream's next byte lies in the file
   */
  public Bzip2Blocks(InputStream stream, long offset) {
    in = new BitReader(stream, offset);
    decoder = new BlockDecoder(in);
  }

  /**
   * Moves to the first block of the file; the next byte is the file's first.
   *
   * @return whether there is one
   * @throws CorruptBzip2Exception if the file does not begin as bzip2
   */
  public boolean first() throws IOException {
    return beginStream() && next();
  }

  /**
   * Moves to the first block that begins at or after the next byte, wherever that lies.
   *
   * @return whether there is one
   */
  public boolean seek() throws IOException {
    boolean found = in.seek(BLOCK);
    begin = in.position() - MAGIC_BITS;
    return found;
  }

  /**
   * Moves from a decoded block to the next of the file.
   *
   * @return whether there is one
   * @throws CorruptBzip2Exception if neither a block nor the end of a stream follows
   */
  public boolean next() throws IOException {
    do {
      begin = in.position();
      if (isAtBlock()) {
        return true;
      }
    } while (beginStream());
    return false;
  }

  /** Reads the magic number of a block, or all of the end of a stream. */
  private boolean isAtBlock() throws IOException {
    try {
      long magic = in.read48();
      if (magic == BLOCK) {
        return true;
      }
      if (magic != END_OF_STREAM) {
        throw new CorruptBzip2Exception("expected a block or the end of the stream", begin);
      }
      in.read(32);
      in.alignToByte();
      return false;
    } catch (EOFException e) {
      throw new CorruptBzip2Exception("the file ends within a stream", begin);
    }
  }

  private boolean beginStream() throws IOException {
    begin = in.position();
    if (in.isAtEnd()) {
      return false;
    }
    try {
      int magic = in.read(24);
      int level = in.read(8);
      if (magic != STREAM_MAGIC || level < '1' || level > '9') {
        throw new CorruptBzip2Exception("expected the begin of a stream", begin);
      }
      return true;
    } catch (EOFException e) {
      throw new CorruptBzip2Exception("the file ends within the begin of a stream", begin);
    }
  }

  /** Where the block's magic number begins in the file, in bits. */
  public long begin() {
    return begin;
  }

  /**
   * Decodes the block moved to.
   *
   * @throws CorruptBzip2Exception if it is damaged
   */
  public void decode() throws IOException {
    decoder.decode();
  }

  /** The decoded block: its bytes are those in {@code [0, length())}; overwritten by the next. */
  public byte[] bytes() {
    return decoder.bytes();
  }

  /** Bytes of the decoded block. */
  public int length() {
    return decoder.length();
  }
}
