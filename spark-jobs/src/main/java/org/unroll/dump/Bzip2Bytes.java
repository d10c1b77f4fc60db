package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import org.unroll.bzip2.Bzip2Blocks;

/** The uncompressed bytes of bzip2 blocks: a part has those that begin in its range. */
final class Bzip2Bytes implements PartBytes {

  private final InputStream stream;
  private final Bzip2Blocks blocks;
  private final long start;
  private final long endBit;

  private boolean opened;
  private boolean ended;
  private int position;
  private int length;
  private boolean inPart;

  /**
   * Bytes of the blocks that begin in {@code [start, end)}.
   *
   * @param stream of the file from byte {@code start} on
   */
  Bzip2Bytes(InputStream stream, long start, long end) {
    this.stream = stream;
    this.start = start;
    this.endBit = end * Byte.SIZE;
    this.blocks = new Bzip2Blocks(stream, start);
  }

  /** All bytes of a file. */
  static Bzip2Bytes whole(InputStream stream) {
    return new Bzip2Bytes(stream, 0, Long.MAX_VALUE / Byte.SIZE);
  }

  @Override
  public int read(byte[] to, int from, int wanted) throws IOException {
    while (position == length) {
      if (ended || !move()) {
        ended = true;
        inPart = false;
        return -1;
      }
      // A block that begins behind the part is decoded too: the part's last page may end in it.
      blocks.decode();
      position = 0;
      length = blocks.length();
      inPart = blocks.begin() < endBit;
    }
    int count = Math.min(wanted, length - position);
    System.arraycopy(blocks.bytes(), position, to, from, count);
    position += count;
    return count;
  }

  private boolean move() throws IOException {
    if (opened) {
      return blocks.next();
    }
    opened = true;
    if (start == 0) {
      return blocks.first();
    }
    return blocks.seek() && blocks.begin() < endBit;
  }

  @Override
  public boolean isInPart() {
    return inPart;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
