package org.unroll.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The blocks of a bzip2 file, from its start or from any byte on. A file consists of one or more
 * streams:
 *
 * <pre>
 *   stream: 'B' 'Z' 'h' '1'..'9', blocks, 0x177245385090, checksum (32 bits), padding to a byte
 *   block:  0x314159265359, checksum (32 bits), codes and symbols; starts and ends at any bit
 * </pre>
 *
 * Blocks do not depend on each other: each can be decoded wherever its magic number is found.
 */
public final class Bzip2Blocks {

  private static final long BLOCK = 0x314159265359L;
  private static final long END_OF_STREAM = 0x177245385090L;
  private static final int MAGIC_BITS = 48;
  private static final int STREAM_MAGIC = 'B' << 16 | 'Z' << 8 | 'h';

  private final BitReader in;
  private final BlockDecoder decoder;
  private long start;

  /** Whether the checksums of whole streams are verified, besides those of blocks. */
  private boolean verifiesStreams;

  /** The checksum of the blocks of the current stream that have been decoded. */
  private int streamChecksum;

  /**
   * Creates a reader of a stream, which the caller closes.
   *
   * @param offset the offset of the stream's next byte in the file
   */
  public Bzip2Blocks(InputStream stream, long offset) {
    in = new BitReader(stream, offset);
    decoder = new BlockDecoder(in);
  }

  /** Verifies the checksums of whole streams too, for a file that is read from its start. */
  void verifyStreams() {
    verifiesStreams = true;
  }

  /**
   * Moves to the first block of the file, of which nothing has been read.
   *
   * @return whether there is one
   * @throws CorruptBzip2Exception if the file does not start with a bzip2 stream
   */
  public boolean first() throws IOException {
    return readHeader() && next();
  }

  /**
   * Moves to the first block that starts at or after the next byte, anywhere in the file.
   *
   * @return whether there is one
   */
  public boolean seek() throws IOException {
    boolean found = in.seek(BLOCK);
    start = in.position() - MAGIC_BITS;
    return found;
  }

  /**
   * Moves from a decoded block to the next one in the file.
   *
   * @return whether there is one
   * @throws CorruptBzip2Exception if neither a block nor the end of a stream follows
   */
  public boolean next() throws IOException {
    do {
      start = in.position();
      if (isAtBlock()) {
        return true;
      }
    } while (readHeader());
    return false;
  }

  /** Reads the magic number of a block, or the whole end of a stream. */
  private boolean isAtBlock() throws IOException {
    try {
      long magic = in.read48();
      if (magic == BLOCK) {
        return true;
      }
      if (magic != END_OF_STREAM) {
        throw new CorruptBzip2Exception(
            "expected a block or the end of the stream, found other bits", start);
      }
      int checksum = in.read(32);
      if (verifiesStreams && checksum != streamChecksum) {
        throw new CorruptBzip2Exception(
            "found blocks that do not match the checksum of their stream", start);
      }
      in.alignToByte();
      return false;
    } catch (EOFException e) {
      throw new CorruptBzip2Exception(
          "expected a block or the end of the stream, found the end of the file", start);
    }
  }

  private boolean readHeader() throws IOException {
    start = in.position();
    if (in.isAtEnd()) {
      return false;
    }
    try {
      streamChecksum = 0;
      int magic = in.read(24);
      int level = in.read(8);
      if (magic != STREAM_MAGIC || level < '1' || level > '9') {
        throw new CorruptBzip2Exception(
            "expected the header of a stream, found other bytes", start);
      }
      return true;
    } catch (EOFException e) {
      throw new CorruptBzip2Exception(
          "expected the header of a stream, found the end of the file", start);
    }
  }

  /** Returns the position of the block's magic number in the file, in bits. */
  public long start() {
    return start;
  }

  /**
   * Decodes the block moved to.
   *
   * @throws CorruptBzip2Exception if it is damaged
   */
  public void decode() throws IOException {
    decoder.decode();
    streamChecksum = Integer.rotateLeft(streamChecksum, 1) ^ decoder.checksum();
  }

  /** Returns the decoded bytes, valid in {@code [0, length())} until the next block is decoded. */
  public byte[] bytes() {
    return decoder.bytes();
  }

  /** Returns the number of decoded bytes. */
  public int length() {
    return decoder.length();
  }
}
